"""The public interface against that of the last release, by the rules of our compatibility page.

Griffe compares the sources; the snapshot in `test_public_api.py` shows every change, also those
that break nothing. Before the first release there is nothing to compare with.
"""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import griffe
import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "kopdes_jamsos"
# Modules that the page calls provisional.
PROVISIONAL = tuple(f"{PACKAGE}.{name}." for name in ("frames", "plots", "scenarios", "testing"))

pytestmark = [
    pytest.mark.quality,
    pytest.mark.skipif(shutil.which("git") is None, reason="needs git"),
]


def git(repository: Path, *arguments: str) -> str:
    command = ["git", "-C", str(repository), *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout


def releases(repository: Path) -> list[str]:
    """Tags of releases, the last one first."""
    tags = git(repository, "tag", "--merged", "HEAD", "--sort", "-v:refname").split()
    return [tag for tag in tags if re.fullmatch(r"v?\d+\.\d+\.\d+", tag)]


def broken(repository: Path, since: str, source: str = "src", package: str = PACKAGE) -> list[str]:
    """What a caller of that release would trip over, without provisional and private names."""
    folders = [source]
    old = griffe.load_git(package, ref=since, repo=repository, search_paths=folders)
    new = griffe.load(package, search_paths=[repository / source])
    found = (each for each in griffe.find_breaking_changes(old, new))
    return [
        each.explain(griffe.ExplanationStyle.ONE_LINE)
        for each in found
        if not each.obj.path.startswith(PROVISIONAL)
    ]


def may_break(old: str, new: str) -> bool:
    """Whether the version says so: the first number, before 1.0 the second one too."""
    before, after = (
        [int(part) for part in re.findall(r"\d+", version)[:2]] for version in (old, new)
    )
    return after > before if before[0] == 0 else after[0] > before[0]


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="needs the history of the repository")
def test_a_release_breaks_nothing_that_its_version_does_not_announce() -> None:
    tags = releases(ROOT)
    if not tags:
        pytest.skip("no release yet: no tag to compare with")
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "version"
    ]

    assert broken(ROOT, tags[0]) == [] or may_break(tags[0], version)


@pytest.mark.parametrize(
    "old, new, allowed",
    [
        ("v0.1.0", "0.1.1", False),
        ("v0.1.0", "0.2.0", True),
        ("v0.9.0", "1.0.0", True),
        ("1.2.0", "1.3.0", False),
        ("1.2.0", "2.0.0", True),
    ],
)
def test_a_version_says_whether_it_may_break_something(old: str, new: str, allowed: bool) -> None:
    assert may_break(old, new) is allowed


def test_the_check_sees_what_it_should(tmp_path: Path) -> None:
    module = tmp_path / "src" / "small" / "__init__.py"
    module.parent.mkdir(parents=True)
    module.write_text("def bill(month): ...\ndef owed(month): ...\n", encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    who = ("-c", "user.name=nobody", "-c", "user.email=nobody@example.org")
    git(tmp_path, *who, "commit", "--quiet", "--message", "first")
    git(tmp_path, "tag", "v0.1.0")
    git(tmp_path, "tag", "not-a-release")
    module.write_text("def bill(month, law): ...\ndef more(): ...\n", encoding="utf-8")

    assert releases(tmp_path) == ["v0.1.0"]
    found = broken(tmp_path, "v0.1.0", package="small")
    assert len(found) == 2
    assert any("owed" in each for each in found)
    assert any("law" in each for each in found)


def test_the_names_of_the_root_are_seen_without_running_it() -> None:
    # They load lazily; Griffe reads the imports for type checkers.
    root = griffe.load(PACKAGE, search_paths=[ROOT / "src"])

    assert {"assess", "entitle", "Bill", "Entitlement", "to_json"} <= set(root.members)


def test_the_page_names_what_is_provisional_and_both_versions() -> None:
    page = (ROOT / "docs" / "explanation" / "compatibility.md").read_text(encoding="utf-8")

    assert all(f"`{name.rstrip('.')}`" in page for name in PROVISIONAL)
    assert "`Rule changes`" in page or "*Rule changes*" in page
    assert "kj.__version__" in page
    assert "kj.LAW.version" in page
