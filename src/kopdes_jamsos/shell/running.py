"""`main`: one command line from its words to its exit code.

Whatever the library refuses is told on standard error with its code and what to do; a document with
all its faults. Nothing that was typed or stands in a file is repeated there.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import IO, Any

from kopdes_jamsos.basis import Note
from kopdes_jamsos.display import current_language
from kopdes_jamsos.display import language as shown_in
from kopdes_jamsos.errors import (
    InvalidDocumentError,
    KopdesJamsosError,
    KopdesJamsosWarning,
    MissingFactError,
    NotAnnouncedError,
)
from kopdes_jamsos.facts import plain
from kopdes_jamsos.shell.asking import (
    OPERANDS,
    Asked,
    Command,
    command_of,
    main_parser,
    parser_of,
    read_line,
)
from kopdes_jamsos.shell.commands import COMMANDS
from kopdes_jamsos.shell.console import NAME, ClosedError, Console, Exit, UseError
from kopdes_jamsos.wording.language import Language, languages, words
from kopdes_jamsos.wording.sentences import name_of, sentence


def main(
    argv: Sequence[str] | None = None,
    stdin: IO[str] | None = None,
    stdout: IO[str] | None = None,
    stderr: IO[str] | None = None,
) -> int:
    """Do what a command line asks.

    Args:
        argv: The words of the line behind the name of the program; None: those of the process.
        stdin: Standard input; None: that of the process.
        stdout: Standard output; None: that of the process.
        stderr: Standard error; None: that of the process.

    Returns:
        The exit code: see `Exit`.

    Examples:
        >>> main(["law", "jkm.amount_bpu", "--month", "2026-11", "--language", "en"])
        jkm.amount_bpu: ...
        0
    """
    line = sys.argv[1:] if argv is None else list(argv)
    output = stdout or sys.stdout
    console = Console(stdin or sys.stdin, output, stderr or sys.stderr)
    language = _language_of(line)
    try:
        with shown_in(language), warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always", KopdesJamsosWarning)
            status = _run(line, language, console)
    except KeyboardInterrupt:
        return int(Exit.INTERRUPTED)
    except ClosedError:
        _hush(output)
        return int(Exit.CLOSED)
    _tell_warnings(warned, console, language)
    return int(status)


def _language_of(line: Sequence[str]) -> Language:
    """The language that a line asks for anywhere; where it is none of ours, the usual one."""
    told = [*line, ""]
    for place, each in enumerate(line):
        flag, sign, value = each.partition("=")
        if flag == "--language":
            wanted = value if sign else told[place + 1]
            return wanted if wanted in languages() else current_language()
    return current_language()


def _run(line: Sequence[str], language: Language, console: Console) -> Exit:
    parser = main_parser(COMMANDS, words(language))
    try:
        given = read_line(parser, line)
        named = given.pop(OPERANDS)
        if "version" in given:
            console.write(_versions(language))
            return Exit.DONE
        if not named:
            console.write(parser.format_help().rstrip())
            return Exit.DONE if "help" in given else Exit.WRONG_USE
        command, rest = command_of(named, COMMANDS)
    except UseError as error:
        return _tell_use(error, NAME, language, console)
    return _run_command(command, given, rest, language, console)


def _run_command(
    command: Command,
    given: Mapping[str, Any],
    line: Sequence[str],
    language: Language,
    console: Console,
) -> Exit:
    parser = parser_of(command, words(language))
    try:
        values = {**given, **read_line(parser, line)}
        operands = tuple(values.pop(OPERANDS))
        if "help" in values:
            console.write(parser.format_help().rstrip())
            return Exit.DONE
        words(values.get("language", language))  # refused here, where it is none of ours
        needed = (option for option in command.options() if option.required)
        missing = [option.flag for option in needed if option.key not in values]
        if missing:
            raise UseError("missing-options", options=missing)
        asked = Asked(
            command=command, operands=operands, values=values, language=language, console=console
        )
        return command.run(asked)
    except UseError as error:
        return _tell_use(error, f"{NAME} {command.name}", language, console)
    except KopdesJamsosError as error:
        console.tell(_refusal(error, command, language))
        return Exit.REFUSED


def _tell_use(error: UseError, what: str, language: Language, console: Console) -> Exit:
    console.tell(f"{NAME}: {sentence(error.note, language)}")
    if error.status is Exit.WRONG_USE:
        console.tell(sentence(Note.of("shell.see-help", command=f"{what} --help"), language))
    return error.status


def _versions(language: Language) -> str:
    from kopdes_jamsos import LAW, __version__  # needed by nothing else here

    figures = {"name": NAME, "engine": __version__, "law": LAW.version}
    return sentence(Note.of("shell.versions", **figures), language)


def _refusal(error: KopdesJamsosError, command: Command, language: Language) -> str:
    """What the library refused, in words, with its code and what else helps to mend it.

    Of a document all that is wrong, of a missing fact what each choice of it would give.
    """
    if isinstance(error, InvalidDocumentError):
        lines = [f"{NAME}: {name_of(error.code, language)} [{error.code}]"]
        faults = (f"  {fault.explain(language)} [{fault.code}]" for fault in error.errors)
        return "\n".join((*lines, *faults))
    lines = [f"{NAME}: {error.explain(language)} [{error.code}]"]
    if isinstance(error, NotAnnouncedError):
        lines.append(sentence(Note.of("shell.carry"), language))
    if isinstance(error, MissingFactError):
        flags = {option.key: option.flag for option in command.options()}
        lines += [f"  {each}" for each in _choices(error, flags, language)]
    return "\n".join(lines)


def _choices(
    error: MissingFactError, flags: Mapping[str, str], language: Language
) -> Iterator[str]:
    """What each choice of a fact that decides would give, as it is typed."""
    formats = words(language).tables["formats"]
    for each in error.influences:
        flag = flags.get(each.name)
        for effect in each.effects if each.moves else ():
            choice = plain(effect.choice)
            if isinstance(choice, bool):
                choice = formats["yes" if choice else "no"]
            typed = f"{each.name}={choice}" if flag is None else f"{flag} {choice}"
            code = "choice" if effect.least == effect.most else "choice-span"
            figures = {"typed": typed, "least": effect.least, "most": effect.most}
            yield sentence(Note.of(f"shell.{code}", **figures), language)


def _tell_warnings(
    warned: Sequence[warnings.WarningMessage], console: Console, language: Language
) -> None:
    label = words(language).tables["sheets"]["warning"]
    for text in dict.fromkeys(str(each.message) for each in warned):
        console.tell(f"{NAME}: {label}: {text}")


def _hush(output: IO[str] | None) -> None:
    """Let Python write what it still holds to nowhere: the process would end with a complaint."""
    with suppress(Exception):
        os.dup2(os.open(os.devnull, os.O_WRONLY), output.fileno())  # type: ignore[union-attr]  # none: suppressed
