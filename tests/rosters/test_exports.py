"""Spreadsheets as other programs save them: their settings, extensions and ways to write a cell."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.rosters.books import MAIN, PACKAGE, REL, book

import kopdes_jamsos as kj

ON = dt.date(2026, 11, 22)
HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
X14AC = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"
TEXTS = ("ref", "nama", "kedudukan", "nik", "tanggal_lahir", "P-1", "3604991708909991", "anggota")

EXCEL = {
    "[Content_Types].xml": f'{HEADER}<Types xmlns="urn:types"/>',
    "_rels/.rels": f'{HEADER}<Relationships xmlns="{PACKAGE}">'
    f'<Relationship Id="rId3" Type="{REL}/extended-properties" Target="docProps/app.xml"/>'
    f'<Relationship Id="rId1" Type="{REL}/officeDocument" Target="/xl/workbook.xml"/>'
    "</Relationships>",
    "xl/workbook.xml": f'{HEADER}<workbook xmlns="{MAIN}" xmlns:r="{REL}" xmlns:mc="{MC}" '
    'mc:Ignorable="x15 xr" xmlns:x15="urn:x15" xmlns:xr="urn:xr">'
    '<fileVersion appName="xl" lastEdited="7"/><workbookPr defaultThemeVersion="166925"/>'
    '<mc:AlternateContent><mc:Choice Requires="x15"><x15ac:absPath url="C:\\Data\\" '
    'xmlns:x15ac="urn:x15ac"/></mc:Choice></mc:AlternateContent>'
    '<xr:revisionPtr revIDLastSave="0"/><bookViews><workbookView xWindow="0"/></bookViews>'
    '<sheets><sheet name="Anggota" sheetId="1" r:id="rId1"/><sheet name="Grafik" sheetId="4" '
    'r:id="rId2"/></sheets><definedNames><definedName name="_xlnm._FilterDatabase" '
    'localSheetId="0" hidden="1">Anggota!$A$1:$E$2</definedName></definedNames>'
    '<calcPr calcId="191029"/><extLst><ext uri="{B58B0392}"><x15:calcFeatures/></ext></extLst>'
    "</workbook>",
    "xl/_rels/workbook.xml.rels": f'{HEADER}<Relationships xmlns="{PACKAGE}">'
    f'<Relationship Id="rId2" Type="{REL}/chartsheet" Target="chartsheets/sheet1.xml"/>'
    f'<Relationship Id="rId1" Type="{REL}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId5" Type="{REL}/sharedStrings" Target="sharedStrings.xml"/>'
    "</Relationships>",
    "xl/styles.xml": f'{HEADER}<styleSheet xmlns="{MAIN}" xmlns:mc="{MC}" '
    f'xmlns:x14ac="{X14AC}" xmlns:x16r2="urn:x16r2" mc:Ignorable="x14ac x16r2">'
    '<numFmts count="1"><mc:AlternateContent><mc:Choice Requires="x16r2"><numFmt numFmtId="166" '
    'formatCode="[$-x-sysdate]dddd\\,\\ mmmm\\ dd\\,\\ yyyy" x16r2:formatCode16="x"/></mc:Choice>'
    '<mc:Fallback><numFmt numFmtId="166" formatCode="[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy"/>'
    '</mc:Fallback></mc:AlternateContent></numFmts><fonts count="1" x14ac:knownFonts="1"><font>'
    '<sz val="11"/></font></fonts><cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" xfId="0"/><xf numFmtId="166" xfId="0" '
    'applyNumberFormat="1"><alignment horizontal="left"/></xf><xf numFmtId="49"/></cellXfs>'
    "<dxfs/><extLst><ext><x14:slicerStyles xmlns:x14='urn:x14'/></ext></extLst></styleSheet>",
    "xl/sharedStrings.xml": f'{HEADER}<sst xmlns="{MAIN}" count="9" uniqueCount="9">'
    + "".join(f"<si><t>{text}</t></si>" for text in TEXTS)
    + '<si><r><rPr><b/><sz val="11"/><color theme="1"/><rFont val="Calibri"/><family val="2"/>'
    '<scheme val="minor"/></rPr><t xml:space="preserve">Ani </t></r><r><t>Contoh</t></r>'
    '<rPh sb="0" eb="1"><t>hint</t></rPh><phoneticPr fontId="1"/></si></sst>',
    "xl/worksheets/sheet1.xml": f'{HEADER}<worksheet xmlns="{MAIN}" xmlns:r="{REL}" '
    f'xmlns:mc="{MC}" mc:Ignorable="x14ac xr" xmlns:x14ac="{X14AC}" xmlns:xr="urn:xr" '
    'xr:uid="{00000000}"><sheetPr filterMode="1"/><dimension ref="A1:E2"/><sheetViews><sheetView '
    'tabSelected="1" workbookViewId="0"><pane ySplit="1"/></sheetView></sheetViews>'
    '<sheetFormatPr defaultRowHeight="15" x14ac:dyDescent="0.25"/><cols><col min="1" max="1"/>'
    '</cols><sheetData><row r="1" spans="1:5" x14ac:dyDescent="0.25">'
    + "".join(f'<c r="{"ABCDE"[n]}1" t="s"><v>{n}</v></c>' for n in range(5))
    + '</row><row r="2" spans="1:5" ht="15" customHeight="1" x14ac:dyDescent="0.25">'
    '<c r="A2" t="s"><v>5</v></c><c r="B2" s="2" t="s"><v>8</v></c><c r="C2" t="s" cm="1">'
    '<v>7</v></c><c r="D2" s="2" t="s"><v>6</v></c><c r="E2" s="1"><v>33102</v></c></row>'
    '</sheetData><autoFilter ref="A1:E2" xr:uid="{1}"/><conditionalFormatting sqref="A1"><cfRule '
    'type="expression" priority="1"><formula>A1=1</formula></cfRule></conditionalFormatting>'
    '<pageMargins left="0.7"/><drawing r:id="rId1"/><mc:AlternateContent><mc:Choice '
    'Requires="x14"><controls><control shapeId="1" r:id="rId4" name="b"/></controls></mc:Choice>'
    '</mc:AlternateContent><extLst><ext uri="{78C0D931}"><x14:conditionalFormattings '
    'xmlns:x14="urn:x14"><xm:f xmlns:xm="urn:xm">A1</xm:f></x14:conditionalFormattings></ext>'
    "</extLst></worksheet>",
}
GOOGLE = {
    **EXCEL,
    "xl/workbook.xml": f'{HEADER}<workbook xmlns="{MAIN}" xmlns:r="{REL}" xmlns:mx="urn:mx" '
    f'xmlns:mc="{MC}" xmlns:mv="urn:schemas-microsoft-com:mac:vml"><workbookPr/><sheets><sheet '
    'state="visible" name="Anggota" sheetId="1" r:id="rId1"/></sheets><definedNames/><calcPr/>'
    "</workbook>",
    "xl/worksheets/sheet1.xml": f'{HEADER}<worksheet xmlns="{MAIN}" xmlns:r="{REL}" '
    'xmlns:mx="urn:mx"><sheetPr><outlinePr summaryBelow="0"/></sheetPr><sheetViews><sheetView '
    'workbookViewId="0"/></sheetViews><sheetFormatPr customHeight="1" defaultColWidth="12.63"/>'
    '<sheetData><row r="1">'
    + "".join(f'<c r="{"ABCDE"[n]}1" s="0" t="s"><v>{n}</v></c>' for n in range(5))
    + '</row><row r="2"><c r="A2" s="0" t="s"><v>5</v></c><c r="B2" s="2" t="s"><v>8</v></c>'
    '<c r="C2" s="0" t="s"><v>7</v></c><c r="D2" s="2" t="s"><v>6</v></c><c r="E2" s="1">'
    '<v>33102.0</v></c><c r="F2" s="2"/></row><row r="3"><c r="F3" s="2"/></row></sheetData>'
    '<drawing r:id="rId1"/></worksheet>',
}
# Prefixes instead of a namespace by default, and line breaks between the elements.
SDK = {
    name: content.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')
    .replace("<", "<x:")
    .replace("<x:/", "</x:")
    .replace("<x:?", "<?")
    .replace("></x:c>", ">\n</x:c>")
    .replace("<x:row", "\n  <x:row")
    if name.startswith(("xl/worksheets", "xl/sharedStrings"))
    else content
    for name, content in GOOGLE.items()
}


@pytest.mark.parametrize("parts", [EXCEL, GOOGLE, SDK], ids=["Excel", "Google", "SDK"])
def test_what_other_programs_save_is_read(tmp_path: Path, parts: dict[str, str]) -> None:
    roster = kj.rosters.read(book(tmp_path / "a.xlsx", "", parts=parts), on=ON)

    assert [finding.code for finding in roster.findings] == []
    (person,) = roster.people
    assert (person.ref, person.name) == ("P-1", "Ani Contoh")
    assert person.nik == kj.Nik("3604991708909991")
    assert person.birth_date == dt.date(1990, 8, 17)
