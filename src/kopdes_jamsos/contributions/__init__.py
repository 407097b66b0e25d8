"""Contributions: the tariff read for one enrolment, bills, due dates and the view of funds."""
