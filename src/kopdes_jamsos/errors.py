"""Errors and warnings: one root, and a stable code for each kind.

Every error says what was wrong and what to do; its code is its name: `MissingFactError` has the
code `missing-fact`. No error holds personal data, neither in its words nor in what it keeps nor in
an error behind it: of a wage, a date or a fact of health `value` keeps the name of the field, and
the message says of which kind it was ("a float"). Other values that were refused are in `value`
and quoted, but for what looks like a NIK.
"""

from __future__ import annotations

import copyreg
import re
import sys
import warnings
from collections.abc import Callable, Iterable
from contextlib import suppress
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple
from weakref import WeakKeyDictionary

from kopdes_jamsos._lazy import late
from kopdes_jamsos._personal import LONG_NUMBER, is_personal

if TYPE_CHECKING:
    from kopdes_jamsos.questions.influence import Influence

# Neither a long number that was put into the wrong place may come back nor a date, which may be one
# of birth.
_DATE = re.compile(
    r"(?<![\d.\-/])(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2\d{4})(?![.\-/]?\d)"
)
_explained = late("kopdes_jamsos.wording.refusals", "explained")
_fault_explained = late("kopdes_jamsos.wording.refusals", "fault_explained")
_current_language = late("kopdes_jamsos.display", "current_language")
_influences_of = late("kopdes_jamsos.questions.missing", "influences_of")
_LINE = 60
_VOWELS = frozenset("aeioAEIO")  # classes with U are spoken "a Unit"
_MOST_ITEMS = 100
_LONGEST_SLIP = 30


def _code_of(kind: type, ending: str) -> str:
    words = re.findall(r"[A-Z][a-z]+", kind.__name__.removesuffix(ending))
    return "-".join(words).lower()


class KopdesJamsosError(Exception):
    """Root of all errors of this library.

    Attributes:
        code: Stable, machine-readable name of the kind of error.
        value: The value that was refused; where it is personal the name of its field, or None.
        remedy: What the caller can do.
        field: Name of the fact, field or argument that is at fault, or empty.
        reason: Stable name of what exactly was wrong, where the code leaves that open, or empty.
        figures: What the sentences of `explain` tell, by name.

    Examples:
        >>> try:
        ...     kj.Month.parse("July 2025")
        ... except kj.KopdesJamsosError as error:
        ...     print(error.code)
        invalid-month
    """

    code: ClassVar[str] = "kopdes-jamsos"

    def __init_subclass__(cls) -> None:
        # The snapshot of the public names holds every code, so that none changes unseen.
        cls.code = _code_of(cls, "Error")

    def __init__(
        self,
        message: str,
        *,
        value: object = None,
        remedy: str,
        field: str = "",
        reason: str = "",
        **figures: object,
    ) -> None:
        # A refused value that is not shown may begin the sentence: "this text is no month."
        begun = f"T{message[1:]}" if message.startswith("this ") else message
        self.message = _without_numbers(begun)
        self.value = value if _may_be_kept(value) else None
        self.remedy = _without_numbers(remedy)
        self.field, self.reason = _without_numbers(field), reason
        self.figures = {
            name: each for name, each in figures.items() if each is not None and _may_be_kept(each)
        }
        super().__init__(self.message, self.remedy)

    def explain(self, language: str | None = None) -> str:
        """What was wrong and what to do, in the language of whoever reads it.

        Args:
            language: "id" or "en"; None: the language of `kj.display`.

        Raises:
            UnknownChoiceError: code `unknown-choice`: no such language.

        Examples:
            >>> try:
            ...     kj.Month.parse("July 2025")
            ... except kj.KopdesJamsosError as error:
            ...     print(error.explain("id"))
            Ini bukan bulan. Tulis tahun dan bulan sebagai YYYY-MM, misalnya 2026-11.
        """
        said: str = _explained(self, _current_language(language))
        return said

    def __str__(self) -> str:
        return f"{self.message} [{self.code}] {self.remedy}"

    def __reduce__(self) -> tuple[object, ...]:
        return (copyreg.__newobj__, (type(self), *self.args), self.__dict__)  # type: ignore[attr-defined]  # not in the stubs


class _Refusing:
    """See `refusing`."""

    def __init__(
        self, make: Callable[[], Exception], kinds: tuple[type[BaseException], ...]
    ) -> None:
        self._make, self._kinds = make, kinds

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        ours = KopdesJamsosError | KopdesJamsosWarning  # a filter can make an error of a warning
        if isinstance(error, self._kinds) and not isinstance(error, ours):
            try:
                raise self._make()
            except Exception as told:
                # What another package says repeats what it was given: a cell, a date, a text.
                told.__cause__ = told.__context__ = None
                raise


def refusing(make: Callable[[], Exception], *kinds: type[BaseException]) -> _Refusing:
    """In a `with`: errors of other packages come out as one of ours, and nothing is left of them.

    Raising in an `except` keeps the other error in `__context__`, also with `from None`; so this is
    the way where what was given may be personal. Errors of ours pass as they are.

    Args:
        make: Makes our error.
        kinds: The errors of others.

    Examples:
        >>> try:
        ...     with refusing(lambda: RosterError("No number.", remedy="Give one."), ValueError):
        ...         int("Ani Contoh")
        ... except RosterError as error:
        ...     print(error.message, error.__cause__, error.__context__)
        No number. None None
    """
    return _Refusing(make, kinds)


def show(value: object) -> str:
    """A refused value in a message: its repr if it is plain, cut to a line, without long numbers.

    Examples:
        >>> show("gojek"), show({"name": "Ani Contoh"}), show("17-08-1990")
        ("'gojek'", 'a dict', "'(date)'")
    """
    text = _repr(value)
    if text is None:
        return a_kind(value)
    text = _DATE.sub("(date)", _without_numbers(text))
    return text if len(text) <= _LINE else f"{text[: _LINE - 1]}…"


def told(
    value: object, field: str, *, names: Iterable[object] = (), like: str = ""
) -> tuple[str, object]:
    """What an error shows and keeps of a value in the place of a name or a number of ours.

    The value itself where it may be a slip of the keyboard. Of all else, which may be the name or
    the wage of somebody, only the kind is shown, and the field is kept.

    Args:
        value: What was refused.
        field: Name of the field.
        names: What may have been meant; a text that is close to one of them is a slip.
        like: Pattern of texts and numbers that are slips too; none of them can be personal.

    Examples:
        >>> told("JKQ", "program", names=["JKK", "JKM"]), told("Ani Contoh", "program")
        (("'JKQ'", 'JKQ'), ('this text', 'program'))
        >>> told(26, "year", like="[0-9]{1,4}"), told(7_654_321, "year", like="[0-9]{1,4}")
        (('26', 26), ('this number', 'year'))
    """
    slip = _is_slip(value, names, like)
    return (show(value), value) if slip else (f"this {_noun(value)}", field)


def _noun(value: object) -> str:
    """What a person calls a value of this kind; the name of the class where it is none of these."""
    from decimal import Decimal

    if isinstance(value, str):
        return "text"
    return "number" if isinstance(value, int | float | Decimal) else type(value).__name__


def a_kind(value: object) -> str:
    """The class of a value with its article.

    Examples:
        >>> a_kind(1), a_kind(kj.JKK)
        ('an int', 'a Program')
    """
    return with_article(type(value).__name__)


def with_article(name: str) -> str:
    """The name of a class with its article.

    Examples:
        >>> with_article("Entitlement"), with_article("Month")
        ('an Entitlement', 'a Month')
    """
    return f"{'an' if name[:1] in _VOWELS else 'a'} {name}"


def _is_slip(value: object, names: Iterable[object], like: str) -> bool:
    if isinstance(value, Enum):
        return not is_personal(type(value))
    kind = type(value)
    if value is None or kind is bool or (kind in (str, list) and not value):
        return True
    text = str.__str__(value) if issubclass(kind, str) else _repr(value) and str(value)
    if text is None or len(text) > _LONGEST_SLIP:
        return False
    if like and re.fullmatch(like, text):
        return True
    from difflib import get_close_matches  # costs more than most of this module

    known = (str(name).casefold() for name in names)
    return issubclass(kind, str) and bool(get_close_matches(text.casefold(), known, 1))


def _may_be_kept(value: object) -> bool:
    text = _repr(value)
    return text is not None and not LONG_NUMBER.search(text) and not _DATE.search(text)


def _repr(value: object) -> str | None:
    """The repr of a value that is plain; of others, and of one that cannot be printed, None."""
    with suppress(Exception):  # a hostile repr, or an int too long, must not hide our error
        return repr(value) if _is_plain(value) else None
    return None


def _is_plain(value: object, depth: int = 0) -> bool:
    """Whether all that is in a value shows in its repr; a mapping or a date may be of somebody."""
    from decimal import Decimal  # costs more than the rest of this module

    if isinstance(value, list | tuple | set | frozenset):
        few = depth < 3 and len(value) <= _MOST_ITEMS
        return few and all(_is_plain(item, depth + 1) for item in value)
    fields = getattr(type(value), "__attrs_attrs__", None)
    if fields is not None:
        return all(field.repr is True for field in fields)
    return value is None or isinstance(value, str | bytes | int | float | Decimal | Enum)


def _without_numbers(text: str) -> str:
    return LONG_NUMBER.sub("(number)", text)


class InvalidAmountError(KopdesJamsosError, ValueError):
    """An amount that is not a whole, non-negative number of rupiah."""


class InvalidRateError(KopdesJamsosError, ValueError):
    """A rate that is no percentage between 0 and 100, or finer than parts per million."""


class InvalidMonthError(KopdesJamsosError, ValueError):
    """Something that is no calendar month."""


class InvalidDateError(KopdesJamsosError, ValueError):
    """Something that is no calendar date where one is needed."""


class UnknownProgramError(KopdesJamsosError, ValueError):
    """A name that is none of the programmes JKK, JKM, JHT, JP and JKP."""


class InvalidRiskClassError(KopdesJamsosError, ValueError):
    """A JKK risk class outside 1 to 5."""


class UnknownChoiceError(KopdesJamsosError, ValueError):
    """A value that is no member of the enumeration it is used for."""


class InvalidFactError(KopdesJamsosError, ValueError):
    """A fact of the wrong kind, or facts that contradict one another."""


class InvalidNikError(KopdesJamsosError, ValueError):
    """A personal identity number (NIK) that cannot be one; its digits are never repeated."""


class InvalidVillageCodeError(KopdesJamsosError, ValueError):
    """A village code that does not have the form of the Ministry of Home Affairs."""


class ProgramNotOpenError(KopdesJamsosError, ValueError):
    """A programme that is not open to this segment or in this month."""


class AgeLimitError(KopdesJamsosError, ValueError):
    """A registration beyond the age limit of a segment or programme."""


class MissingFactError(KopdesJamsosError, LookupError):
    """A fact that decides the amount and was not given.

    Attributes:
        value: Names of the facts, as a tuple.

    Examples:
        >>> try:
        ...     kj.assess(trader, kj.Month(2026, 11))
        ... except kj.errors.MissingFactError as error:
        ...     print(error.value)
        ...     [(each.name, each.moves) for each in error.influences]
        ('group', 'funding')
        [('group', 8400), ('funding', 8400), ('sector', 0), ('settled', 0)]
    """

    value: tuple[str, ...]

    def __init__(
        self, message: str, *, value: str | tuple[str, ...], remedy: str, **figures: object
    ) -> None:
        names = (value,) if isinstance(value, str) else value
        super().__init__(message, value=names, remedy=remedy, **figures)  # type: ignore[arg-type]  # figures are of any kind

    @property
    def influences(self) -> tuple[Influence, ...]:
        """What each choice of each missing fact would give, as `kj.questions.sensitivity` says.

        Empty where the facts have no choices, or where what was asked is not known: an error that
        was copied or comes from another process has left the facts behind.
        """
        known = _ANSWERS.get(self, ())
        if isinstance(known, partial):
            known = _ANSWERS[self] = _influences_of(known)
        return known


# Beside the errors and not in them: the facts of a call are personal, and an error is logged,
# copied and sent to other processes.
_ANSWERS: WeakKeyDictionary[MissingFactError, partial[Any] | tuple[Influence, ...]] = (
    WeakKeyDictionary()
)


def remember_call(error: MissingFactError, call: partial[Any]) -> None:
    """Keep the call that ended for want of a fact, so that it can be made again with each choice.

    Of calls within one another the outermost is kept: it is what was asked.
    """
    _ANSWERS[error] = call


class BeforeDataError(KopdesJamsosError, LookupError):
    """A month before the law data begins, or before a value came into being."""


class NotAnnouncedError(KopdesJamsosError, LookupError):
    """A month for which a value that is set every year has not been announced."""


class NoRuleError(KopdesJamsosError, LookupError):
    """A question for which no rule was found in the law."""


class FrameError(KopdesJamsosError, ValueError):
    """A dataframe whose shape, columns or types do not fit, or that needs a package not there."""


class PlotError(KopdesJamsosError, ValueError):
    """A chart that has nothing to show, or is asked for something that it cannot show."""


class MissingPackageError(KopdesJamsosError, ImportError):
    """A package of an extra that is asked for and not installed."""


class RosterError(KopdesJamsosError, ValueError):
    """A file that cannot be read as a roster, or people that cannot be uploaded."""


class OutputError(KopdesJamsosError, ValueError):
    """A file that cannot be written, or that needs a package not there."""


class LawPathError(KopdesJamsosError, LookupError):
    """A path that names no value of the law data."""


class LawChangeError(KopdesJamsosError, ValueError):
    """A what-if change with the wrong unit, the wrong months or no effect."""


class LawDataError(KopdesJamsosError, ValueError):
    """A law file that contradicts itself or its schema; the files of a release do not."""


class DocumentFault(NamedTuple):
    """One thing that is wrong with a document.

    Attributes:
        path: Where it stands: "$.data.wage", "$.inputs.cooperative.members[3].nik".
        code: Stable, machine-readable name of the kind of fault.
        message: What is wrong; it never repeats what stands there.
        remedy: What to do.

    Examples:
        >>> text = (
        ...     '{"kind": "person", "schema_version": 3, "data": {"type": "officer", "nama": ""}}'
        ... )
        >>> try:
        ...     kj.from_json(text, "person")
        ... except kj.errors.InvalidDocumentError as error:
        ...     [(fault.path, fault.code) for fault in error.errors]
        [('$.data.role', 'missing-key'), ('$.data', 'unknown-key')]
    """

    path: str
    code: str
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message} [{self.code}] {self.remedy}"

    def explain(self, language: str | None = None) -> str:
        """What is wrong, where, and what to do, in the language of whoever reads it.

        Args:
            language: "id" or "en"; None: the language of `kj.display`.

        Raises:
            UnknownChoiceError: code `unknown-choice`: no such language.

        Examples:
            >>> fault = DocumentFault("$.data.wage", "missing-key", "This is missing.", "Add it.")
            >>> fault.explain("id").startswith("$.data.wage: Isian ini tidak ada.")
            True
        """
        said: str = _fault_explained(self, _current_language(language))
        return said


class InvalidDocumentError(KopdesJamsosError, ValueError):
    """A JSON document that is not as its schema says, with everything that is wrong with it.

    Attributes:
        errors: All faults, in the order of the document as far as possible.

    Examples:
        >>> try:
        ...     kj.from_json("{", "bill")
        ... except kj.errors.InvalidDocumentError as error:
        ...     print(error.code, [fault.code for fault in error.errors])
        invalid-document ['no-json']
    """

    errors: tuple[DocumentFault, ...] = ()

    @classmethod
    def of(cls, faults: Iterable[DocumentFault]) -> InvalidDocumentError:
        """The error that reports some faults, at least one; only the first is in its message.

        Examples:
            >>> fault = DocumentFault("$.month", "wrong-type", "This is no month.", "Give one.")
            >>> InvalidDocumentError.of([fault]).message
            'The document has 1 fault, the first at $.month: This is no month.'
        """
        errors = tuple(faults)
        first, count = errors[0], f"{len(errors)} fault{'s' * (len(errors) > 1)}"
        message = f"The document has {count}, the first at {first.path}: {first.message}"
        error = cls(message, remedy=first.remedy, reason="faults", count=len(errors))
        error.errors = errors
        return error


class KopdesJamsosWarning(UserWarning):
    """Root of all warnings of this library; the code of each is its name, as with errors.

    Attributes:
        code: Stable, machine-readable name of the kind of warning.

    Examples:
        >>> import warnings
        >>> with warnings.catch_warnings():
        ...     warnings.simplefilter("error", kj.KopdesJamsosWarning)  # stop rather than warn
        ...     kj.assess(trader, kj.Month(2025, 7)).total
        16800
    """

    code: ClassVar[str] = "kopdes-jamsos"

    def __init_subclass__(cls) -> None:
        cls.code = _code_of(cls, "Warning")


class AssumedFactWarning(KopdesJamsosWarning):
    """A fact that decides amounts of a whole frame is in none of its columns, and was assumed."""


class UnverifiedRuleWarning(KopdesJamsosWarning):
    """A value for which no source was found decided an amount."""


_PACKAGE = __name__.partition(".")[0]


def warn(message: str, kind: type[KopdesJamsosWarning], remedy: str = "") -> None:
    """Warn at the line of the caller of this library, in the form in which errors speak.

    Examples:
        >>> import warnings
        >>> with warnings.catch_warnings(record=True) as caught:
        ...     warnings.simplefilter("always")
        ...     warn("It is odd.", KopdesJamsosWarning, "Mend it.")
        >>> print(caught[0].message)
        It is odd. [kopdes-jamsos] Mend it.
    """
    warnings.warn(f"{message} [{kind.code}] {remedy}".rstrip(), kind, _level_of_the_caller())


def _level_of_the_caller() -> int:
    """How far above `warnings.warn` the first frame outside this package is."""
    level, frame = 1, sys._getframe(1)
    while frame.f_back and frame.f_globals.get("__name__", "").partition(".")[0] == _PACKAGE:
        level, frame = level + 1, frame.f_back
    return level


# Every class of this module is public.
__all__ = sorted(
    name
    for name, each in vars().items()
    if isinstance(each, type) and each.__module__ == __name__ and not name.startswith("_")
)
