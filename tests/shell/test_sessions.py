"""What the pages show of the shell is what it does; the twins of pages know such blocks too."""

from __future__ import annotations

from doctest import ELLIPSIS, NORMALIZE_WHITESPACE, OutputChecker
from pathlib import Path

import pytest
from scripts.twins import DOCS, copied, differences
from tests.shell.sessions import Session, blocks, commands_of

PAGES = ("shell.md", "baris-perintah.md")
ANY = ELLIPSIS | NORMALIZE_WHITESPACE


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_shows_is_what_is_printed(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (DOCS / "how-to" / name).read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    session, amiss, count = Session(tmp_path), [], 0
    for block in blocks(page):
        if block["language"] == "console":
            for command, told in commands_of(block["text"]):
                count += 1
                printed = session.run(command)
                if not OutputChecker().check_output(told, printed, ANY):
                    amiss.append((command, printed))
        else:
            session.keep(page[: block.start()], block["text"])

    assert amiss == []
    assert count > 10


def test_what_is_typed_on_both_pages_is_the_same(tmp_path: Path) -> None:
    english, page = tmp_path / "page.md", tmp_path / "halaman.md"
    block = "```console\n$ x --a \\\n    --b --language en\nTotal\n```\n"
    english.write_text(block, encoding="utf-8")
    page.write_text("```console\n$ x --a --b\nJumlah\n```\n", encoding="utf-8")
    other = tmp_path / "lain.md"
    other.write_text("```console\n$ x --c\nJumlah\n```\n", encoding="utf-8")

    assert differences(page, english) == []
    assert len(differences(other, english)) == 1
    assert copied(page, english) == page.read_text(encoding="utf-8")
