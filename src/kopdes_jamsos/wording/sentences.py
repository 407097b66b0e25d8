"""Notes in words: a sentence of the language's file, and its figures as people write them."""

from __future__ import annotations

import datetime as dt
import string
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Protocol

from kopdes_jamsos._personal import fact_of
from kopdes_jamsos.money import Rate
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import BPUGroup, Funding, RiskClass, Sector, Trainee
from kopdes_jamsos.wording.formats import (
    format_date,
    format_list,
    format_month,
    format_rate,
    format_rupiah,
    grouped,
    plural_form,
)
from kopdes_jamsos.wording.language import Language, Words, words
from kopdes_jamsos.wording.numerals import terbilang


class Said(Protocol):
    """What can be put into words: the code of a sentence and its figures."""

    @property
    def code(self) -> str:
        """Names the sentence."""

    @property
    def figures(self) -> Mapping[str, Any]:
        """The figures by name."""


def sentence(note: Said, language: Language) -> str:
    """A note in words.

    Args:
        note: Code and figures.
        language: "id" or "en".

    Raises:
        UnknownChoiceError: code `unknown-choice`.

    Examples:
        >>> from kopdes_jamsos.basis import Note
        >>> sentence(Note.of("ceiling", ceiling=11_086_300), "id")
        'batas upah Rp11.086.300'
    """
    return say(note.code, note.figures, language)


def say(code: str, figures: Mapping[str, Any], language: Language) -> str:
    """The sentence of a code with its figures.

    Raises:
        UnknownChoiceError: code `unknown-choice`: no such language, or no such sentence.

    Examples:
        >>> say("finding.too-few-officers.message", {"count": 3, "least": 5}, "en")
        'There are 3 officers; there should be 5 or more.'
    """
    known = words(language)
    said = [
        f"{before}{_said(figures[name], form, known)}" if name else before
        for before, name, form in _parts(known.sentence(code))
    ]
    return one_line("".join(said))


# More than there are sentences, in some languages.
@lru_cache(maxsize=8192)
def _parts(text: str) -> tuple[tuple[str, str, str], ...]:
    """The figures of a sentence in order: the text before each, its name and its form."""
    return tuple(
        (before, name or "", form or "") for before, name, form, _ in string.Formatter().parse(text)
    )


def _said(value: Any, form: str, known: Words) -> str:
    return _FORMATS[form](value, known) if form else str(value)


def one_line(text: str) -> str:
    r"""A text as a line: a name may break it, steer a terminal, or turn what follows around.

    Examples:
        >>> one_line("Ani \n Contoh\x1b[31m")
        'Ani Contoh[31m'
    """
    line = " ".join(text.split())
    return line if line.isprintable() else "".join(filter(str.isprintable, line))


def name_of(code: str, language: Language) -> str:
    """A name or code in words; a text that is neither stays as it is.

    Raises:
        UnknownChoiceError: code `unknown-choice`.

    Examples:
        >>> name_of("employer", "en")
        'employer'
    """
    known = words(language)
    return known.tables["names"].get(code) or known.get("codes", code)


def _of(table: str) -> Callable[[Any, Words], str]:
    """Word of a table that has to be there."""
    return lambda value, known: known.tables[table][value]


def _if_any(table: str) -> Callable[[Any, Words], str]:
    """Word of a table, or nothing where nothing was given."""
    return lambda value, known: known.tables[table][value] if value else ""


def _titled(path: str, known: Words) -> str:
    """The title of a value of the law, or of an entry of it."""
    titles = known.tables["titles"]
    series, _, entry = path.rpartition(".")
    if series in titles:
        return f"{titles[series]}, {word_of(entry, known)}"
    return titles.get(path, path)


def choice_named(name: str, known: Words) -> str:
    """What a choice of a policy, or another parameter of a scenario, is called.

    Examples:
        >>> choice_named("months", words("en")), choice_named("jkm.amount_bpu", words("en"))
        ('number of months', 'JKM amount for non-wage earners, a month')
    """
    found = known.tables["policy"].get(name) or known.tables["names"].get(f"kind-{name}")
    return found or _titled(name, known)


def articles(places: Iterable[Any], known: Words) -> str:
    """Articles, each once; a value of a what-if stands in none and is called by its title.

    Examples:
        >>> from kopdes_jamsos.law import Citation
        >>> from kopdes_jamsos.wording.language import words
        >>> places = [Citation("PP 44/2015", "Pasal 18"), Citation("what-if", "jkm.amount_bpu")]
        >>> articles(places, words("en"))
        'PP 44/2015 Pasal 18; what-if: JKM amount for non-wage earners, a month'
    """
    what_if = known.tables["labels"]["what-if"]
    named = (
        f"{what_if}: {_titled(place.article, known)}" if place.source == "what-if" else str(place)
        for place in places
    )
    return "; ".join(dict.fromkeys(named))


def _part(name: str, known: Words) -> str:
    """What a fact of an enrolment, a cooperative, a scenario or a book of law is called."""
    return known.tables["parts"].get(name) or known.tables["policy"][name]


def fact_named(name: str, known: Words) -> str:
    """What a fact, a field or an argument is called; one without a name keeps that of the code.

    Examples:
        >>> fact_named("birth_date", words("id")), fact_named("batches", words("id"))
        ('tanggal lahir', 'batches')
    """
    for table in ("facts", "parts", "policy"):
        if name in known.tables[table]:
            return known.tables[table][name]
    return name


def stage_named(stage: str, known: Words) -> str:
    """A school year, such as "SD1", as families call it.

    Examples:
        >>> stage_named("SD6", words("id"))
        'kelas 6 SD'
    """
    level = stage.rstrip("0123456789")
    return known.tables["stages"][level].format(number=stage.removeprefix(level))


# What sets the names of a vocabulary apart from those of others.
_PREFIXES: dict[type, str] = {
    Funding: "fund-",
    Sector: "sector-",
    BPUGroup: "group-",
    RiskClass: "class-",
    Trainee: "trainee-",
}


def word_of(value: Any, known: Words) -> str:
    """A choice, a role or an entry of a value of the law; a name of the caller's stays as it is.

    Examples:
        >>> word_of(kj.Funding.VILLAGE, words("en")), word_of("Blitar", words("en"))
        ('village (APBDes)', 'Blitar')
    """
    name = str(value)
    named = known.tables["names"].get(f"{_PREFIXES.get(type(value), '')}{name}")
    return named or known.get("codes", name)


def option_named(value: Any, known: Words) -> str:
    """A choice of a vocabulary, as lists of choices and tables name it.

    Examples:
        >>> [option_named(each, words("id")) for each in (kj.Funding.SELF, kj.identity.Sex.FEMALE)]
        ['peserta sendiri', 'perempuan']
    """
    kind = fact_of(type(value)).replace("_", "-")
    return known.tables["choices"].get(f"{kind}.{value}") or word_of(value, known)


def _counted(what: str) -> Callable[[Any, Words], str]:
    """A count with its noun, in the plural form that the language has for it."""

    def count(number: int, known: Words) -> str:
        nouns, form = known.tables["counted"], plural_form(number, known.language)
        noun = nouns.get(f"{what}.{form}", nouns[f"{what}.other"])
        return f"{grouped(number, known.language)} {noun}"

    return count


def _number(value: int, known: Words) -> str:
    return format_rupiah(value, known.language).replace("Rp", "")


def _figure(value: Rate | int, known: Words) -> str:
    return format_rate(value, known.language) if isinstance(value, Rate) else _number(value, known)


def _code(value: str, known: Words) -> str:
    return known.get("codes", value)


# Of the references of people in one line; a table has them all.
_MOST_REFS = 10


def _refs(value: Sequence[str], known: Words) -> str:
    """References of people behind a count, cut where they are many."""
    if not value:
        return ""
    shown, more = ", ".join(value[:_MOST_REFS]), len(value) - _MOST_REFS
    if more <= 0:
        return f": {shown}"
    return f": {shown}, " + known.tables["labels"]["more"].format(
        count=grouped(more, known.language)
    )


def _plain(value: Any, known: Words) -> str:
    """A value of the law or of a policy, whatever it is."""
    if value is None or value == {}:
        return known.tables["sentences"]["none"]
    if isinstance(value, bool):
        return known.tables["formats"]["yes" if value else "no"]
    if isinstance(value, Rate):
        return format_rate(value, known.language)
    if type(value) is int:  # of any size and sign
        return grouped(value, known.language)
    if isinstance(value, dt.date):
        return format_date(value, known.language)
    if isinstance(value, Month):
        return format_month(value, known.language)
    if isinstance(value, Mapping):
        return ", ".join(
            f"{word_of(key, known)}: {_plain(item, known)}" for key, item in value.items()
        )
    if isinstance(value, frozenset | set | list | tuple):
        return ", ".join(sorted(word_of(each, known) for each in value))
    return word_of(value, known)


_FORMATS: dict[str, Callable[[Any, Words], str]] = {
    "rupiah": lambda value, known: format_rupiah(value, known.language),
    "number": _number,
    "terbilang": lambda value, known: terbilang(value),  # in Indonesian letters
    "rate": lambda value, known: format_rate(value, known.language),
    "figure": _figure,
    "month": lambda value, known: format_month(value, known.language),
    "date": lambda value, known: format_date(value, known.language),
    "list": lambda value, known: format_list(value, known.language),
    "name": _of("names"),
    "injury": _of("disability"),
    "plan": _of("plans"),
    "group": _if_any("groups"),
    "clause": _if_any("clauses"),
    "code": _code,
    "heading": lambda value, known: f": {_code(value, known)}" if value else "",
    "refs": _refs,
    "people": _counted("people"),
    "months": _counted("months"),
    "notes": lambda value, known: "; ".join(sentence(note, known.language) for note in value),
    "plain": _plain,
    "titled": _titled,
    "titles": lambda paths, known: ", ".join(_titled(path, known) for path in paths),
    "choice": choice_named,
    "part": _part,
    "articles": articles,
    "parameters": lambda names, known: format_list(
        [choice_named(name, known) for name in names], known.language
    ),
    "choices": lambda values, known: "; ".join(
        f"{choice_named(name, known)}: {_plain(value, known)}" for name, value in values.items()
    ),
    "convention": _of("conventions"),
    "fact": fact_named,
    "facts": lambda names, known: format_list(
        [fact_named(name, known) for name in names], known.language
    ),
    "aside": lambda name, known: f" ({fact_named(name, known)})" if name else "",
    "any-of": lambda values, known: ", ".join(option_named(each, known) for each in values),
    "stage": stage_named,
    "days": _counted("days"),
    "faults": _counted("faults"),
    "borne": _if_any("borne"),
    "options": _of("options"),
}
