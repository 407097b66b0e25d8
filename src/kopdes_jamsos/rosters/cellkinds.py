"""Cell texts of values that were stored as something else than text: a class for each kind."""

from __future__ import annotations


class NumberText(str):
    """A number cell."""

    __slots__ = ()


class FormulaText(str):
    """A cell with a formula, which was not evaluated."""

    __slots__ = ()


class ErrorText(str):
    """A cell with an error of the spreadsheet."""

    __slots__ = ()


class KindText(str):
    """A value of a dataframe that is no text, number, date or boolean."""

    __slots__ = ()
