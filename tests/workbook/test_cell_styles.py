from sentia.workbook.patch.cell_styles import CellStyles

FORMATS = '<x:xf numFmtId="0" borderId="2"/><x:xf numFmtId="14"><x:alignment/></x:xf><x:xf numFmtId="164"/>'
PART = (
    '<x:styleSheet xmlns:x="m"><x:numFmts><x:numFmt numFmtId="164" formatCode="&quot;on&quot;d/m/y"/></x:numFmts>'
    f'<x:cellStyleXfs count="1"><x:xf numFmtId="9"/></x:cellStyleXfs><x:cellXfs count="3">{FORMATS}</x:cellXfs>'
    "</x:styleSheet>"
).encode()


def test_built_in_and_own_formats_that_show_a_day_are_known():
    styles = CellStyles(PART)
    assert [styles.is_day(style) for style in (0, 1, 2, 99)] == [False, True, True, False]


def test_a_format_for_days_is_added_once_at_the_end():
    styles = CellStyles(PART)
    assert not styles.is_changed
    assert styles.dated(0, with_time=False) == styles.dated(0, with_time=False) == 3
    assert styles.dated(0, with_time=True) == 4
    added = b'<x:xf numFmtId="14" applyNumberFormat="1" borderId="2"/><x:xf numFmtId="22"'
    assert FORMATS.encode() + added in styles.part()
    assert b'<x:cellXfs count="5">' in styles.part()


def test_a_format_that_already_looks_so_is_used_again():
    part = PART.replace(b'<x:xf numFmtId="164"/>', b'<x:xf numFmtId="14" applyNumberFormat="1" borderId="2"/>')
    styles = CellStyles(part)
    assert styles.dated(0, with_time=False) == 2
    assert not styles.is_changed


def test_without_styles_there_is_no_format_for_days():
    for part in (None, b"", b"<styleSheet/>", b"<styleSheet><cellXfs/></styleSheet>"):
        assert CellStyles(part).dated(0, with_time=False) is None
