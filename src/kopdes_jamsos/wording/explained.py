"""What every result can do: explain itself in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kopdes_jamsos.wording.formats import Form
from kopdes_jamsos.wording.language import Language

if TYPE_CHECKING:
    from kopdes_jamsos.explanation import Statement


class Explained:
    """A result that has a statement, and so words in both languages and a table for notebooks.

    Examples:
        >>> isinstance(kj.assess(trader, kj.Month(2025, 7)), kj.wording.Explained)
        True
    """

    __slots__ = ()

    if TYPE_CHECKING:

        def statement(self) -> Statement:
            """The result as data, ready to be worded; each result has its own."""

    def explain(self, language: Language, form: Form = "text") -> str:
        """The result in words: amounts with their articles, assumptions and evidence.

        Args:
            language: "id" or "en".
            form: "text", "markdown" or "html".

        Raises:
            UnknownChoiceError: code `unknown-choice`.

        Examples:
            >>> trader = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK})
            >>> print(kj.assess(trader, kj.Month(2025, 7)).explain("en").splitlines()[0])
            Contribution for July 2025, non-wage earner (BPU)
        """
        # Needed only once somebody reads the result.
        from kopdes_jamsos.wording.render import word

        return word(self.statement(), language, form)

    def _repr_html_(self) -> str:
        return self.explain("id", "html")
