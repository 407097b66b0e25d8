"""What a command can be asked: its options, its help in words, and the reading of a command line.

argparse reads the words of a line and lays out the help; what it says of errors repeats what was
typed, so that they are told here.
"""

from __future__ import annotations

import argparse
import difflib
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from attrs import frozen

from kopdes_jamsos.shell.console import NAME, Console, Exit, UseError
from kopdes_jamsos.wording.language import Language, Words, languages
from kopdes_jamsos.wording.sentences import option_named

# What stands for a value in the help.
MONTH, DAY, RUPIAH, NUMBER, PERCENT = "YYYY-MM", "YYYY-MM-DD", "RP", "N", "%"
WORD, FILE = "NAME", "FILE"

_LONGEST_FLAG = 40
# Longer choices stand in the help beside the option, where they are broken into lines.
_MOST_SHOWN = 50
# The name under which the operands of a line stand among the options.
OPERANDS = "operands"


@frozen(kw_only=True)
class Option:
    """An option of a command.

    Attributes:
        name: Its name, as in "month" for `--month`.
        holds: What stands for its value in the help; empty where it has none.
        group: Under which heading of the help it stands.
        words: Where its words stand: a table of the words of a language, and a name in it.
        choices: The values that it can have, the likeliest first; empty for any.
        meant: What each choice is, for the help to name it; empty where it needs no name.
        several: Whether it may be given several times.
        required: Whether it has to be given.
    """

    name: str
    holds: str = ""
    group: str = "options"
    words: tuple[str, str] = ("", "")
    choices: tuple[str, ...] = ()
    meant: tuple[object, ...] = ()
    several: bool = False
    required: bool = False

    @property
    def flag(self) -> str:
        """The option as it is typed."""
        return f"--{self.name}"

    @property
    def key(self) -> str:
        """The name that its value has among the others."""
        return self.name.replace("-", "_")

    @property
    def value(self) -> str:
        """What stands for its value in the help: its choices, if they are short."""
        joined = "|".join(self.choices)
        return joined if 0 < len(joined) <= _MOST_SHOWN else self.holds

    def help(self, known: Words) -> str:
        """What it is, and what it can be where that does not stand for its value."""
        table, name = self.words if self.words[0] else ("shell", f"option-{self.name}")
        told = known.tables[table].get(name, self.name)  # a fact that is new has no words yet
        names = (option_named(each, known) for each in self.meant)
        named = [each for each in zip(self.choices, names, strict=False) if each[0] != each[1]]
        if named:
            return f"{told}: {', '.join(' = '.join(each) for each in named)}"
        beside = self.choices and self.value == self.holds
        return f"{told}: {', '.join(self.choices)}" if beside else told


@frozen(kw_only=True)
class Command:
    """A command.

    Attributes:
        name: Its name: one word, or two as in "rosters check".
        run: Does what is asked.
        operand: What it takes beside options, as the help shows it; empty for nothing.
        options: Makes its options; they are made when the command is used.
        forms: Forms in which it can write what it found, the usual one first; empty for one only.
        examples: Command lines that do something, for the help; they run as tests.
    """

    name: str
    run: Callable[[Asked], Exit]
    operand: str = ""
    options: Callable[[], Sequence[Option]] = tuple
    forms: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


@frozen(kw_only=True)
class Asked:
    """A command line that was read.

    Attributes:
        command: The command.
        operands: What was given beside options.
        values: Values of the options that were given, by name.
        language: The language of what is told.
        console: The streams.
    """

    command: Command
    operands: tuple[str, ...]
    values: Mapping[str, Any]
    language: Language
    console: Console

    @property
    def operand(self) -> str | None:
        """The one thing given beside options, or None."""
        return self.operands[0] if self.operands else None

    @property
    def form(self) -> str:
        """The form of what is written: as asked, else text for a person, else the usual one.

        Raises:
            UseError: The command has no such form.
        """
        forms = self.command.forms
        form = self.values.get("output")
        if form is None:
            return "text" if self.console.is_terminal and "text" in forms else forms[0]
        if form not in forms:
            raise UseError("no-such-form", forms=forms)
        return str(form)


class _Parser(argparse.ArgumentParser):
    """A parser that neither ends the process nor says anything by itself."""

    def __init__(self, **options: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, exit_on_error=False, **options)
        self.color = False  # Python 3.14 colours by the process's own output, not by ours


class _Layout(argparse.RawDescriptionHelpFormatter):
    """The layout of argparse with the heading of the usage in the language of the reader."""

    def __init__(self, *, usage: str, **options: Any) -> None:
        super().__init__(**options)
        self._usage = usage

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: Any = None) -> None:
        """Add the line of usage."""
        super().add_usage(usage, actions, groups, f"{self._usage}: ")

    def _split_lines(self, text: str, width: int) -> list[str]:
        # A choice with a hyphen is copied from the help, and stays whole.
        return textwrap.wrap(text, width, break_on_hyphens=False)


def common() -> tuple[Option, ...]:
    """The options that each command has."""
    return (
        Option(name="language", holds=WORD, group="common", choices=languages()),
        Option(name="help", group="common"),
    )


def options_of(command: Command) -> Iterator[Option]:
    """All options of a command."""
    yield from command.options()
    if command.forms:
        yield Option(name="output", holds=WORD, group="common", choices=command.forms)
    yield from common()


def _parser(usage: str, about: str, below: str, options: Sequence[Option], known: Words) -> _Parser:
    told = known.tables["shell"]
    parser = _Parser(
        prog=NAME,
        usage=usage,
        description=about,
        epilog=below,
        formatter_class=partial(_Layout, usage=told["usage"]),
    )
    for group in dict.fromkeys(option.group for option in options):
        titled = parser.add_argument_group(told[f"group-{group}"])
        for option in (each for each in options if each.group == group):
            flags = ["-h", option.flag] if option.name == "help" else [option.flag]
            # argparse reads a percent sign in a help as the begin of a name.
            says: dict[str, Any] = {"help": option.help(known).replace("%", "%%")}
            if option.holds:
                says |= {
                    "metavar": option.value,
                    "action": "append" if option.several else "store",
                }
            else:
                says["action"] = "store_true"
            titled.add_argument(*flags, default=argparse.SUPPRESS, dest=option.key, **says)
    return parser


def parser_of(command: Command, known: Words) -> argparse.ArgumentParser:
    """The parser of a command, which also lays out its help."""
    told = known.tables["shell"]
    options = tuple(options_of(command))
    needed = " ".join(f"{each.flag} {each.value}" for each in options if each.required)
    parts = (NAME, command.name, command.operand, needed, f"[{told['options']}]")
    below = "\n".join((f"{told['examples']}:", *(f"  {each}" for each in command.examples)))
    return _parser(" ".join(filter(None, parts)), told[command.name], below, options, known)


def main_parser(commands: Mapping[str, Command], known: Words) -> argparse.ArgumentParser:
    """The parser of what stands before a command, which also lays out the list of them."""
    told = known.tables["shell"]
    width = max(map(len, commands))
    lines = [f"  {name:{width}}  {told[name]}" for name in commands]
    exits = [f"  {each.value:<3}  {told[f'exit-{each.value}']}" for each in Exit]
    below = "\n".join((f"{told['commands']}:", *lines, "", f"{told['exits']}:", *exits))
    usage = f"{NAME} {told['command']} [{told['options']}]"
    version = Option(name="version", group="common")
    parser = _parser(usage, told["about"], below, (*common(), version), known)
    parser.add_argument(OPERANDS, nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    return parser


def read_line(parser: argparse.ArgumentParser, line: Sequence[str]) -> dict[str, Any]:
    """The options of a command line by name, and its operands.

    Raises:
        UseError: It is not as the parser has it; nothing that was typed is repeated.
    """
    flag = None
    try:
        found, others = parser.parse_known_args(line)
    except argparse.ArgumentError as error:
        flag = error.argument_name
    if flag is not None:
        # An option without its value, or a value behind an option that has none.
        raise UseError("value-amiss", option=flag)
    values = vars(found)
    operands = values.setdefault(OPERANDS, [])
    while others and others[0] != "--":
        word = others.pop(0)
        if word.startswith("-") and word != "-":
            raise _unknown(word.partition("=")[0], parser)
        operands.append(word)
    operands.extend(others[1:])
    return values


def _unknown(flag: str, parser: argparse.ArgumentParser) -> UseError:
    known = [each for action in parser._actions for each in action.option_strings]
    near = difflib.get_close_matches(flag[:_LONGEST_FLAG], known, 1)
    return UseError("near-option", option=near[0]) if near else UseError("unknown-option")


def command_of(line: Sequence[str], commands: Mapping[str, Command]) -> tuple[Command, list[str]]:
    """The command that a line names, and the rest of the line.

    Raises:
        UseError: It names none.
    """
    for count in (2, 1):
        found = commands.get(" ".join(line[:count]))
        if found is not None:
            return found, list(line[count:])
    raise UseError("unknown-command", commands=tuple(commands))
