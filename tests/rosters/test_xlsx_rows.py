"""Rows that are found by a search, without the parser: what comes out is what the parser gives."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any
from xml.parsers import expat

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rosters.books import MAIN

from kopdes_jamsos.errors import RosterError
from kopdes_jamsos.rosters import Limits, xlsx_parts, xlsx_rows
from kopdes_jamsos.rosters.xlsx_cells import CellReader
from kopdes_jamsos.rosters.xlsx_parts import feed
from kopdes_jamsos.rosters.xlsx_rows import Numbered, sheet_rows
from kopdes_jamsos.rosters.xlsx_sheet import SheetCells

SHARED = ["Ani", "'=1", ""]
USUAL = (
    ' t="inlineStr"><is><t>Ani</t></is></c>', ' t="inlineStr"><is><t>=1</t></is></c>',
    ' s="1" t="inlineStr"><is><t xml:space="preserve"> Ani\'</t></is></c>', ' s="1"/>', "/>",
    ' t="s"><v>0</v></c>', ' t="s"><v>1</v></c>', "><v>12</v></c>", ' s="1"><v>45000</v></c>',
    ' t="str"><v>x</v></c>', ' s="2" t="n"><v>3.6E3</v></c>', ' t="b"><v>1</v></c>',
)  # fmt: skip
ODD = (
    ' t="s"><v>3</v></c>', ' t="s"><v>0000000001</v></c>', ' t="s"><v>-1</v></c>',
    ' t="s"><v/></c>',
    "><v>1_0</v></c>", "><v>Ani</v></c>", ' t="x"><v>1</v></c>', ' t="b"><v>7</v></c>',
    "><f>1+1</f><v>2</v></c>", ' t="inlineStr"><is><t>&amp;</t></is></c>', "><v>1</v>x</c>",
    ' t="inlineStr"><is><t>é</t></is></c>', ' t="inlineStr"><is><t>]]></t></is></c>',
    ' t="inlineStr"><is><r><t>A</t></r><r><t>n</t></r></is></c>', "><v>1</t></is></c>", "></c>x",
    ' t="e"><v>#N/A</v></c>', ' t="d"><v>2025-07-01T00</v></c>', ' t="s" s="1"><v>0</v></c>',
    ' t="s"><v></v></c>', ' t="inlineStr"><is><t></t></is></c>', "><v>1</v><v>2</v></c>", "",
    ' t="inlineStr" x="1"><is><t>A</t></is></c>', f' xmlns="{MAIN}"><v>1</v></c>', ' t=""/>',
)  # fmt: skip
TAILS = (
    "", "", "", "", ' spans="1:3"', ' ht="15" customHeight="1"', ' x14:d="1"', ' r="2"', ' a=">"',
    f' xmlns="{MAIN}"', ' xmlns="urn:x"', ' xmlns:y="urn:y"', ' y:a="1"', f' xmlns:m="{MAIN}"',
    ' m:r="1"', ' a="', "/",
)  # fmt: skip
BETWEEN = (
    *("", "", "", "", "", "", " ", "\n", "\r\n  "),
    *("<!-- -->", "<!-- ", " -->", "<![CDATA[ ", "<![CDATA[", "]]>", "<?x ", "?>", "<?x?>", "x"),
    *("<row/>", '<row r="7"/>', "<x:row/>", "<x:row>", "</x:row>", "<extLst>", "</extLst>"),
    *("</sheetData>", "<sheetData>", f'<x:sheetData xmlns:x="{MAIN}">', "</x:sheetData>", "&amp;"),
    *('<x:sheetData xmlns="urn:x">', "<row>", "</row>", "<mc>", "</mc>", "\0", "é", "<c/>"),
    *('<!-- <row r="', '"></row> -->', f'<row xmlns="{MAIN}"><!--', "<row --></row>", "\xff\xfe"),
)
HEADS = (
    *(f'<worksheet xmlns="{MAIN}" xmlns:x="{MAIN}" xmlns:x14="urn:x14"><sheetData>',) * 4,
    f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>',
    f'<x:worksheet xmlns:x="{MAIN}" xmlns="urn:x"><x:sheetData>',
    "<worksheet><sheetData>",
    f'<?xml version="1.0" encoding="iso-8859-1"?><worksheet xmlns="{MAIN}"><sheetData>',
    f'<worksheet xmlns="{MAIN}"><x:sheetData xmlns:x="{MAIN}" xmlns="urn:x">',
)
ENDS = (
    "</sheetData></worksheet>",
    "</x:sheetData></x:worksheet>",
    "</x:sheetData></worksheet>",
    "",
)


def seldom(often: tuple[str, ...], odd: tuple[str, ...], of: int) -> st.SearchStrategy[str]:
    """Mostly one of the first ones."""
    texts = (often,) * of + (odd,) * (of < 1_000)
    return st.sampled_from(texts).flatmap(st.sampled_from)


@st.composite
def sheets(draw: st.DrawFn) -> str:
    """A sheet: rows of the usual form, and slips."""
    xml = draw(st.sampled_from(HEADS))
    letters = draw(
        st.lists(st.sampled_from(["ABC", "ABC", "AC", "B", "ABCD", "BA", ""]), min_size=1)
    )
    slips = draw(st.sampled_from([2, 20, 10_000]))
    for number in range(1, draw(st.integers(2, 9))):
        at = draw(seldom((f"{number}",), ("0", "2", "02", "9", "1048577"), slips))
        cells = "".join(
            f'<c r="{letter}{number}"' + draw(seldom(USUAL, ODD, slips))
            for letter in letters[number % len(letters)]
        )
        tail = draw(seldom(TAILS[:5], TAILS, slips))
        xml += f'<row r="{at}"{tail}>{cells}</row>' + draw(seldom(BETWEEN[:9], BETWEEN, slips))
    return xml + draw(seldom(ENDS[:1], ENDS, slips))


def reader() -> CellReader:
    limits = Limits(columns=3)
    return CellReader(SHARED, frozenset({"1"}), dt.date(1899, 12, 30), limits)


def parsed(data: bytes) -> list[Numbered]:
    """The rows by the parser alone."""
    ready: list[Numbered] = []
    for _ in feed(io.BytesIO(data), SheetCells(reader(), ready).handlers):
        pass
    return ready


def outcome(read: Any, data: bytes) -> tuple[list[Any], str]:
    """The rows with the kinds of their texts, and the error."""
    try:
        rows = read(data)
    except RosterError as error:
        return [], error.message
    except (expat.ExpatError, LookupError, ValueError):
        return [], "damaged"
    return [(number, [(type(text), text) for text in row]) for number, row in rows], ""


def check(xml: str, encoding: str = "utf-8") -> None:
    """The search and the parser agree about a sheet."""
    data = xml.encode(encoding)
    by_search = outcome(lambda data: list(sheet_rows(io.BytesIO(data), reader())), data)
    by_parser = outcome(parsed, data)
    damaged = {"damaged", xlsx_parts.damaged().message}
    assert by_search == by_parser or {by_search[1], by_parser[1]} <= damaged


@given(sheets(), st.sampled_from([16, 64, 1 << 16]), st.sampled_from(["utf-8"] * 5 + ["utf-16"]))
def test_the_search_and_the_parser_agree(xml: str, chunk: int, encoding: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(xlsx_rows, "CHUNK", chunk)
        patch.setattr(xlsx_parts, "CHUNK", chunk)
        check(xml, encoding)


def a_row(number: int, cells: str = "", tail: str = "") -> str:
    """A row of the usual form, if nothing is added."""
    ref = f'<c r="A{number}" t="inlineStr"><is><t>M-{number}</t></is></c>'
    return f'<row r="{number}"{tail}>{ref}{cells}</row>'


def test_they_agree_about_each_slip(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_rows, "_MOST_FORMS", 2)
    monkeypatch.setattr(xlsx_rows, "_MOST_TAILS", 2)
    monkeypatch.setattr(xlsx_rows, "_MOST_KNOWN", 2)
    for head in dict.fromkeys(HEADS):
        before = head + a_row(1) + a_row(2)
        end = "</x:sheetData></x:worksheet>" if "<x:sheetData>" in head else ENDS[0]
        if "<x:sheetData xmlns" in head:
            end = ENDS[2]
        for cell in (*USUAL, *ODD):
            check(f'{before}{a_row(3, f"""<c r="C3"{cell}""")}{a_row(4)}{end}')
            check(f'{before}{a_row(3, f"""<c r="A3"{cell}""")}{end}')
            check(f'{before}{a_row(3, f"""<c r="B2"{cell}""")}{end}')
        check(f'{before}<row r="3"></row>{a_row(4)}{end}')
        check(before + "".join(f'<row r="{n}"></row>' + a_row(n + 1) for n in range(3, 9, 2)) + end)
        check(before + "".join(a_row(n, f'<c r="C{n}" s="{n}"/>') for n in range(3, 9)) + end)
        check(before + "".join(a_row(n, tail=f' spans="1:{n}"') for n in range(3, 9)) + end)
        for tail in TAILS:
            check(before + a_row(3, tail=tail) + a_row(4, tail=tail) + a_row(4) + end)
        for one in BETWEEN:
            for other in BETWEEN if head in (HEADS[0], HEADS[-1]) else [""]:
                check(f"{before}{one}{a_row(3)}{other}{a_row(4)}{end}")


def test_rows_of_the_usual_form_are_found_by_the_search(monkeypatch: pytest.MonkeyPatch) -> None:
    fed: list[bytes] = []
    feed_parser = xlsx_parts.Feeder.feed

    def noted(feeder: xlsx_parts.Feeder, piece: bytes) -> None:
        fed.append(piece)
        feed_parser(feeder, piece)

    monkeypatch.setattr(xlsx_parts.Feeder, "feed", noted)
    tail = ' spans="1:3" x14:d="0.25"'
    given = [a_row(n, f'<c r="C{n}" s="1"><v>45000</v></c>', tail) for n in range(1, 20)]
    odd = a_row(20, '<c r="B20"><f>1</f></c>')
    data = f"{HEADS[0]}{''.join(given)}{odd}{a_row(21, tail=tail)}{ENDS[0]}".encode()

    found = list(sheet_rows(io.BytesIO(data), reader()))

    assert [number for number, _ in found] == list(range(1, 22))
    assert [found[n][1] for n in (0, 18)] == [["M-1", "", "2023-03-15"], ["M-19", "", "2023-03-15"]]
    assert fed == [f"{HEADS[0]}{given[0]}".encode(), odd.encode(), ENDS[0].encode()]


@pytest.mark.parametrize("piece", ["<!-- {} -->", "<?x {} ?>"])
def test_a_token_that_looks_like_many_rows_is_fed_in_few_pieces(
    piece: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The parser begins anew with each piece of a token that has not come to its end."""
    calls = 0
    feed_parser = xlsx_parts.Feeder.feed

    def counted(feeder: xlsx_parts.Feeder, data: bytes) -> None:
        nonlocal calls
        calls += 1
        feed_parser(feeder, data)

    monkeypatch.setattr(xlsx_parts.Feeder, "feed", counted)
    data = f"{HEADS[0]}{a_row(1)}{piece.format('</row>' * 100_000)}{a_row(2)}{ENDS[0]}".encode()

    assert len(list(sheet_rows(io.BytesIO(data), reader()))) == 2
    assert calls <= 3 * (len(data) // xlsx_parts.CHUNK + 1)
