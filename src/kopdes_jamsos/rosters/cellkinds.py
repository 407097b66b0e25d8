"""Cell texts that a spreadsheet stored as a number, a formula or an error: a class for each."""

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
