"""What LibreOffice makes of the workbooks that are handed back; it is started once for all of them."""

import datetime as dt
import io
import os
import shutil
import subprocess
import warnings

import pytest
from made_files import MAIN, OFFICE, parts_of, relations, saved, zipped
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.worksheet.table import Table

from sentia.workbook.patching import CellChange, Formula, NewRow, ResultSheet, Target, patch_workbook

SOFFICE = shutil.which("soffice")
SECONDS = 240
DAY = ResultSheet(
    "Sentia day",
    [
        ["Time", "Who", "Gain", "Minutes", "Return per hour", "Done"],
        [dt.datetime(2026, 11, 23, 9), "=1+1", 120.5, 15, Formula("=C2/D2*60", 482), None],
        [dt.datetime(2026, 11, 23, 9, 30), "Bo & Söhne", 20, 30, Formula("=C3/D3*60", 40), "yes"],
    ],
    formats={0: "h:mm", 4: "#,##0"},
    bars=(2,),
    choices={5: ["yes", "no"]},
    links={(2, 1): Target("Deals", 2)},
)
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
TOTAL = '<c r="B9"><f>SUM(A1:A8)</f><v>{shown}</v></c><c r="C9"><f>B9*2</f><v>{twice}</v></c>'
ROWS = (
    '<row r="1"><c r="A1"><v>5</v></c></row><row r="2"><c r="A2"><v>6</v></c></row>'
    f'<row r="9">{TOTAL.format(shown=11, twice=22)}</row>'
)

pytestmark = pytest.mark.skipif(
    SOFFICE is None and os.environ.get("SENTIA_BROWSER") != "required",
    reason="LibreOffice is not installed (apt install libreoffice-calc-nogui)",
)


def patched(data, *changes, rows=()):
    return patch_workbook(data, [CellChange("Deals", *change) for change in changes], [DAY], rows).data


def with_table_and_chart():
    """A rep's list as a table, with a total and a chart on a sheet of its own."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "Deals"
    for row in (["Deal", "Amount", "Close", "Twice"], ["Acme", 5, None, "=B2*2"], ["Bo", 6, None, "=B3*2"]):
        sheet.append(row)
    sheet.add_table(Table(displayName="Deals_1", ref="A1:D3"))
    summary = workbook.create_sheet("Sum up")
    summary["A1"] = "=SUM(Deals_1[Amount])"
    summary["A2"] = "=SUM(Deals!D:D)"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    summary.add_chart(chart, "C3")
    new = NewRow("Deals", 3, {0: "Cy", 1: 7, 2: dt.date(2026, 2, 2)})
    return patched(saved(workbook), (2, 1, 50), rows=[new])


def strict():
    plain = parts_of(ROWS).items()
    return zipped({name: text.replace(MAIN, STRICT).replace(OFFICE, STRICT_OFFICE) for name, text in plain})


def prefixed():
    workbook = (
        f'<x:workbook xmlns:x="{MAIN}"><x:sheets><x:sheet name="Deals" sheetId="7" '
        f'd3p1:id="rId1" xmlns:d3p1="{OFFICE}"/></x:sheets></x:workbook>'
    )
    rows = ROWS.replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")
    sheet = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    parts = {
        "xl/worksheets/sheet1.xml": sheet,
        "xl/workbook.xml": workbook,
        "xl/_rels/workbook.xml.rels": relations(("worksheet", "/xl/worksheets/sheet1.xml")),
    }
    return zipped(parts_of("") | parts)


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """Every workbook as LibreOffice opened and saved it, by name; started once for all of them."""
    folder = tmp_path_factory.mktemp("elsewhere")
    files = {
        "table": with_table_and_chart(),
        "plain": patched(zipped(parts_of(ROWS)), (1, 0, 50)),
        "strict": patched(strict(), (1, 0, 50)),
        "prefixed": patched(prefixed(), (1, 0, 50)),
        "twice": patched(patched(zipped(parts_of(ROWS)), (1, 0, 40)), (1, 0, 50)),
    }
    for name, data in files.items():
        (folder / f"{name}.xlsx").write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [
        SOFFICE or "soffice",
        profile,
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(folder / "out"),
    ]
    paths = [str(folder / f"{name}.xlsx") for name in files]
    subprocess.run([*command, *paths], check=True, capture_output=True, timeout=SECONDS)
    made = {name: (folder / "out" / f"{name}.xlsx").read_bytes() for name in files}
    with warnings.catch_warnings():  # openpyxl does not know what LibreOffice adds to its bars
        warnings.simplefilter("ignore", UserWarning)
        return {name: load_workbook(io.BytesIO(data), data_only=True) for name, data in made.items()}


@pytest.mark.parametrize("name", ["plain", "strict", "prefixed", "twice"])
def test_totals_show_the_edited_figure_and_not_the_one_stored_before(opened, name):
    sheet = opened[name]["Deals"]
    assert (sheet["A1"].value, sheet["B9"].value, sheet["C9"].value) == (50, 56, 112)


def test_a_new_row_counts_in_the_totals_of_its_table(opened):
    book = opened["table"]
    assert [cell.value for cell in book["Deals"][4]] == ["Cy", 7, dt.datetime(2026, 2, 2), 14]
    assert (book["Sum up"]["A1"].value, book["Sum up"]["A2"].value) == (63, 126)
    assert len(book["Sum up"]._charts) == 1


@pytest.mark.parametrize("name", ["table", "plain", "strict", "prefixed", "twice"])
def test_our_sheet_stands_there_once_with_its_texts_figures_and_answers(opened, name):
    book = opened[name]
    assert [title for title in book.sheetnames if title.startswith("Sentia")] == ["Sentia day"]
    sheet = book["Sentia day"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, min_col=2, max_col=6)]
    assert rows == [["=1+1", 120.5, 15, 482, None], ["Bo & Söhne", 20, 30, 40, "yes"]]
    assert sheet["A2"].value.hour == 9
    assert sheet["A1"].font.bold
    assert [str(each.sqref) for each in sheet.data_validations.dataValidation] == ["F2:F3"]
    assert [str(each.sqref) for each in sheet.conditional_formatting] == ["C2:C3"]
    assert sheet["B2"].hyperlink.location in ("Deals!A2", "'Deals'!A2")
