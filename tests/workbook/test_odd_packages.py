"""Workbooks whose parts are listed oddly: each is read or refused in words, and handed back without a crash."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from made_files import book_of

import sentia
from sentia.book.origin import Source
from sentia.errors import CannotWrite, UnreadableFile
from sentia.workbook.writing import separate_workbook

DEALS = book_of(
    Deals=[["Company", "Deal", "Stage", "Amount"], ["Peel", "Belts", "Lead", 300], ["Orrin", "Loom", "Won", 9]]
)
ALTERNATE = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice Requires="x14">{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback></mc:AlternateContent>'
)


def with_parts(change: Callable[[str, str], str | None]) -> Source:
    """The workbook of two deals with its parts changed, or left out where that gives None."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(DEALS)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = change(name, old.read(name).decode())
            if part is not None:
                new.writestr(name, part)
    return Source("odd.xlsx", out.getvalue())


def without(*names: str) -> Source:
    return with_parts(lambda name, part: None if name in names else part)


def damaged(part_name: str, at: str) -> Source:
    """The same with one byte spoiled at a text of a part."""
    return with_parts(lambda name, part: part.replace(at, "\x01", 1) if name == part_name else part)


def in_alternate_content(part_name: str, tag: str) -> Source:
    def change(name: str, part: str) -> str:
        if name != part_name:
            return part
        start, end = part.index(f"<{tag}"), part.index(f"</{tag}>") + len(f"</{tag}>")
        return part[:start] + ALTERNATE.format(part[start:end]) + part[end:]

    return with_parts(change)


ITS_OWN = [  # written into the file itself
    without("xl/theme/theme1.xml", "docProps/core.xml", "docProps/app.xml"),
    in_alternate_content("xl/workbook.xml", "sheets"),
]
BESIDE = [  # too odd for that: in a workbook of its own, which opens together with the file
    without("_rels/.rels"),
    without("[Content_Types].xml"),
    *(in_alternate_content("xl/styles.xml", tag) for tag in ("cellXfs", "fonts", "font", "borders")),
]


@pytest.mark.parametrize("source", [*ITS_OWN, *BESIDE])
def test_an_odd_workbook_is_read_edited_and_handed_back(source: Source, tmp_path: Path) -> None:
    book = sentia.read_book(source)
    assert book.opportunities["amount"].tolist() == [300, 9]
    edited = book.edit("opportunities", book.opportunities.index[0], amount=400)
    out = tmp_path / "out.xlsx"
    sentia.write_workbook(edited, out, gaps=sentia.follow_up_gaps(edited, "2026-11-23"))
    again = sentia.read_book(out if source in ITS_OWN else [source, out])
    assert again.opportunities["amount"].tolist() == [400, 9]


@pytest.mark.parametrize("names", [("xl/_rels/workbook.xml.rels",), ("xl/_rels/workbook.xml.rels", "_rels/.rels")])
def test_a_workbook_that_does_not_say_where_its_sheets_are_is_refused_in_words(names: tuple[str, ...]) -> None:
    with pytest.raises(UnreadableFile, match="odd.xlsx is damaged: its sheets are missing"):
        sentia.read_book(without(*names))


@pytest.mark.parametrize("at", ["xmlns", "styleSheet"])
def test_a_damaged_part_is_said_in_words_and_the_edits_stand_in_a_workbook_beside_it(
    at: str, tmp_path: Path
) -> None:
    source = damaged("xl/styles.xml", at)
    book = sentia.read_book(source)
    edited = book.edit("opportunities", book.opportunities.index[0], amount=400)
    gaps = sentia.follow_up_gaps(edited, "2026-11-23")
    with pytest.raises(CannotWrite, match="damaged"):
        sentia.write_workbook(edited, tmp_path / "out.xlsx", gaps=gaps)
    name, data, _ = separate_workbook(edited, gaps=gaps)
    assert sentia.read_book([source, Source(name, data)]).opportunities["amount"].tolist() == [400, 9]
