"""The scripts that compare the package with the oracle on millions of cases, on a few of them."""

from __future__ import annotations

import pytest
from benchmarks import every_wage, oracle_millions
from tests.oracle import contributions

pytestmark = pytest.mark.filterwarnings("ignore::kopdes_jamsos.errors.UnverifiedRuleWarning")


def test_every_wage_is_compared_and_none_differs(capsys: pytest.CaptureFixture[str]) -> None:
    assert every_wage.main(3_000) == 0
    assert "3,000 wages, 90,000 amounts compared, 0 differ" in capsys.readouterr().out


def test_random_cases_are_compared_and_none_differs(capsys: pytest.CaptureFixture[str]) -> None:
    assert oracle_millions.main(1_000) == 0
    assert "1,400 cases, 0 differ" in capsys.readouterr().out


def test_a_difference_is_found(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(every_wage.JKK, 3, 8_901)
    monkeypatch.setitem(contributions.JKK_BY_CLASS, 3, 8_901)

    assert every_wage.main(3_000) == 1
    assert oracle_millions.main(300) == 1
    assert "90,000 amounts compared, 0 differ" not in capsys.readouterr().out
