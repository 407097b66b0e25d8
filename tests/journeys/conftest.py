"""The journeys are scripts: the tests start them, and pytest must not import them."""

from pathlib import Path

HERE = Path(__file__).parent
collect_ignore = [each.name for each in HERE.glob("*.py") if not each.name.startswith("test_")]
