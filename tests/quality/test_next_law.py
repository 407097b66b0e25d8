"""A change of the law breaks no test that is not about what has changed.

Here a few tests run in the copy; `python -m scripts.next_law tests docs src` runs all of them.
"""

from pathlib import Path

import pytest
from scripts import next_law

pytestmark = pytest.mark.quality

USES = (
    "import kopdes_jamsos as kj; march, january = map(kj.Month.parse, {months}); "
    "law, path = kj.LAW, 'jp.wage_ceiling'; "
    "assert law.value(path, march).value > law.value(path, march - 1).value; "
    "death = kj.LAW.series('jkm.death_sum'); "
    "assert death.in_force(january).value == death.in_force(january - 1).value + 1_000_000; "
    "print('the new law')"
)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return next_law.copy(tmp_path_factory.mktemp("next") / "tree")


def test_the_copy_has_the_new_law(tree: Path) -> None:
    months = next_law.months(tree)
    done = next_law.python(tree, "-c", USES.format(months=months))

    assert done.stdout == "the new law\n"


def test_what_a_fixed_day_knew_stays_as_it_was(tree: Path) -> None:
    quick = ("-n", "0", "-x", "--hypothesis-profile=mutation", "-k", "not unknown_key")
    done = next_law.pytest(tree, *quick, *next_law.USUAL)

    assert done.returncode == 0, done.stdout[-5_000:]
