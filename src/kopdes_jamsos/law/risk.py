"""Businesses and their JKK risk class (PP 44/2015 Pasal 16 ayat (2), Lampiran I).

The class follows the employer's main business, not the worker's job, and the agency fixes it at
registration. `risk_class_for` finds entries by name and says "unknown" rather than guess.
"""

from __future__ import annotations

from functools import cache

from attrs import frozen

from kopdes_jamsos.basis.sources import Citation, Evidence
from kopdes_jamsos.errors import BeforeDataError, InvalidFactError, a_kind
from kopdes_jamsos.law._files import read_file, shaped
from kopdes_jamsos.months import Month, MonthLike, as_month
from kopdes_jamsos.programs import RiskClass


@frozen(kw_only=True, eq=False)
class RiskClassEntry:
    """One entry of Lampiran I, in short paraphrase.

    Attributes:
        risk_class: Its class.
        number: Its number within the class.
        business: The business in Indonesian.
        terms: Everyday names that lead to it; ours, not the law's.
        citation: Where it stands.
        evidence: Grade.

    Examples:
        >>> entry = risk_class_for("koperasi").entries[0]
        >>> entry.risk_class, str(entry.citation)
        (<RiskClass.VERY_LOW: 1>, 'PP 82/2019 Lampiran I I-8')
    """

    risk_class: RiskClass
    number: int
    business: str
    terms: tuple[str, ...]
    citation: Citation
    evidence: Evidence


@frozen(kw_only=True)
class RiskClassAnswer:
    """What Lampiran I says of a business.

    Attributes:
        risk_class: The class, or None: unknown.
        entries: The entries that carry the name; more than one where the name is ambiguous.

    Examples:
        >>> [entry.risk_class.value for entry in risk_class_for("bengkel").entries]
        [3, 4]
    """

    risk_class: RiskClass | None
    entries: tuple[RiskClassEntry, ...]


def risk_class_for(business: str, *, month: MonthLike | None = None) -> RiskClassAnswer:
    """Risk class of a business after Lampiran I of a month: of 2015, or of PP 82/2019.

    Only everyday terms that lead to one kind of business are known, as whole names in any case;
    the name of a good is none, since making and selling it fall into different classes. A term
    that stands in two classes gets both entries and no class: a "bengkel" repairs vehicles (III) or
    builds machines (IV), and the list of 2015 has four businesses in two classes. The agency
    decides.

    Args:
        business: Name of the main business in Indonesian.
        month: Month of the contribution; None for the list that is in force now.

    Raises:
        InvalidFactError: code `invalid-fact`: no text.
        InvalidMonthError: code `invalid-month`.
        BeforeDataError: code `before-data`: before the list of 2015.

    Examples:
        >>> risk_class_for("koperasi").risk_class
        <RiskClass.VERY_LOW: 1>
        >>> risk_class_for("bengkel").risk_class is None
        True
        >>> risk_class_for("astronautics")
        RiskClassAnswer(risk_class=None, entries=())
        >>> cinema = risk_class_for("bioskop", month=kj.Month(2018, 5))
        >>> cinema.risk_class is None, [entry.risk_class.value for entry in cinema.entries]
        (True, [1, 2])
    """
    if not isinstance(business, str):
        raise InvalidFactError(
            f"The business must be a name; got {a_kind(business)}.",
            value="business",
            remedy='Give a text such as "koperasi".',
        )
    if month is not None:
        month = as_month(month, "month")
    entries = _index(_list_of(month)).get(_normal(business), ())
    classes = {entry.risk_class for entry in entries}
    return RiskClassAnswer(risk_class=classes.pop() if len(classes) == 1 else None, entries=entries)


def _normal(name: str) -> str:
    return " ".join(name.casefold().split())


# The lists, the newest first.
_LISTS = ("risk_classes", "risk_classes_2015")


@shaped("risk_classes.toml")
def _list_of(month: Month | None) -> str:
    """Name of the law file with the list of a month."""
    if month is None:
        return _LISTS[0]
    for name in _LISTS:
        if Month.parse(read_file(name)["from"]) <= month:
            return name
    raise BeforeDataError(
        f"There is no list of risk classes for {month}.",
        value=month,
        remedy="Ask for a later month.",
    )


@cache
@shaped("risk_classes.toml")
def _index(name: str) -> dict[str, tuple[RiskClassEntry, ...]]:
    annex = read_file(name)
    index: dict[str, tuple[RiskClassEntry, ...]] = {}
    for row in annex["entry"]:
        risk_class = RiskClass[row["risk_class"].upper()]
        entry = RiskClassEntry(
            risk_class=risk_class,
            number=row["number"],
            business=row["business"],
            terms=tuple(row.get("terms", ())),
            citation=Citation(
                annex["source"], f"{annex['article']} {_ROMAN[risk_class]}-{row['number']}"
            ),
            evidence=Evidence(row["evidence"]),
        )
        for name in dict.fromkeys(_normal(term) for term in entry.terms):
            index[name] = (*index.get(name, ()), entry)
    return index


_ROMAN = {
    RiskClass.VERY_LOW: "I",
    RiskClass.LOW: "II",
    RiskClass.MEDIUM: "III",
    RiskClass.HIGH: "IV",
    RiskClass.VERY_HIGH: "V",
}
