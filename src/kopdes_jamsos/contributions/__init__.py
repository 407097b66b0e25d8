"""Contributions: the tariff read for one enrolment, the bill of a cooperative, due dates, funds."""

from kopdes_jamsos.contributions.assessment import Assessment, assess
from kopdes_jamsos.contributions.bill import Bill, BillEntry, Uncovered, bill
from kopdes_jamsos.contributions.due import DueDate, due_date
from kopdes_jamsos.contributions.funds import FundShare, fund_view
from kopdes_jamsos.contributions.levies import Line, Readings, read_levy

__all__ = [
    "Assessment",
    "Bill",
    "BillEntry",
    "DueDate",
    "FundShare",
    "Line",
    "Readings",
    "Uncovered",
    "assess",
    "bill",
    "due_date",
    "fund_view",
    "read_levy",
]
