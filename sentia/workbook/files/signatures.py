"""What a file really is, by its bytes and never by its name, and what to do with it if it is no table."""

import re

ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_HEAD = 4096  # bytes looked at; a file that says what it is says so at its beginning

_LOCK_SIZES = (162, 165)  # bytes of the note "~$name.xlsx" beside a workbook that is open in Excel
_LOCK = rb"[\x01-\x36][^\0-\x1f]+ +[\x01-\x36]\0(?:.\0)"

_EXPORT = "open the spreadsheet itself or export it as xlsx or csv"
_SAVE = "open it in Excel and save it as an Excel workbook (xlsx)"
_PASSWORD = "open it in Excel, remove the password under File, Info, Protect Workbook, and save it again"

# (pattern at the beginning of the file, what it is)
_PICTURES = [
    (rb"\x89PNG\r\n", "PNG"),
    (rb"\xff\xd8\xff", "JPEG"),
    (rb"GIF8[79]a", "GIF"),
    (rb"BM....\0\0\0\0", "BMP"),
    (rb"II\*\0|MM\0\*", "TIFF"),
    (rb"RIFF....WEBP", "WebP"),
    (rb"....ftyp(?:heic|heix|mif1|avif)", "HEIC"),
    (rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?(?:<!DOCTYPE svg[^>]*>\s*)?<svg\b", "SVG"),
]
_OTHERS = [
    (rb"\s*%PDF-", "is a PDF document, not a table", _EXPORT),
    (_EMPTY_ZIP, "is an empty zip archive, not a table", _EXPORT),
    (rb"\x1f\x8b|7z\xbc\xaf\x27\x1c|Rar!|BZh[1-9]|\xfd7zXZ", "is a compressed archive", "unpack it and open that"),
    (rb"MZ.{58}|\x7fELF", "is a program, not a table", _EXPORT),
    (rb"SQLite format 3\0", "is a database (SQLite), not a table", "export the table you need as csv"),
    (rb"PAR1", "is a Parquet file", "export it as xlsx or csv"),
    (rb"\{\\rtf", "is a text document (RTF), not a table", _EXPORT),
    (rb"(?:\xef\xbb\xbf)?\s*BEGIN:VCALENDAR", "is a calendar, not a table", _EXPORT),
    (rb"(?:\xef\xbb\xbf)?\s*BEGIN:VCARD", "is a file of address cards, not a table", "export the contacts as csv"),
]  # fmt: skip
HTML, EXCEL_XML = "html", "excel xml"
_PAGE = "!DOCTYPE html|html|table|tr|meta|head|body|style|div|font|center|title|link"
_MARKUP = [
    (r"urn:schemas-microsoft-com:office:spreadsheet|<\?mso-application progid=.Excel", EXCEL_XML),
    (r"office:document\b", "is a flat OpenDocument file"),
    (rf"^(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:{_PAGE})\b", HTML),
    (r"^\s*<\?xml\b", "is an XML file, not a table"),
]  # fmt: skip
# (a stream of the compound file, in lower case, what it is)
_OLE_CONTENTS = [
    ("encryptedpackage", "is protected with a password", _PASSWORD),
    ("worddocument", "is a Word document, not a table", _EXPORT),
    ("powerpoint document", "is a presentation, not a table", _EXPORT),
    ("__properties_version1.0", "is an e-mail message, not a table", "save the attachment and open that"),
    ("visiodocument", "is a drawing (Visio), not a table", _EXPORT),
    ("contents", "is a Microsoft Works document", _SAVE),
]
# (a part the zip has, what it is)
_ZIP_CONTENTS = [
    (r"word/document\d*\.xml", "is a Word document, not a table", _EXPORT),
    (r"ppt/presentation\.xml", "is a presentation, not a table", _EXPORT),
    (r"index/document\.iwa|index\.zip", "is an Apple Numbers document", "export it from Numbers as Excel (xlsx)"),
]  # fmt: skip


def refusal(name: str, data: bytes) -> str | None:
    """The sentence that refuses a file which is neither a zip nor text; None where it may hold a table.

    Examples
    --------
    >>> refusal("notes.csv", b"%PDF-1.7 ...")
    'notes.csv is a PDF document, not a table; open the spreadsheet itself or export it as xlsx or csv.'
    """
    head = data[:_HEAD]
    for pattern, picture in _PICTURES:
        if re.match(pattern, head, re.DOTALL):
            return f"{name} is a picture ({picture}), not a table; {_EXPORT}."
    for pattern, what, remedy in _OTHERS:
        if re.match(pattern, head, re.DOTALL):
            return f"{name} {what}; {remedy}."
    if len(data) in _LOCK_SIZES and re.match(_LOCK, data, re.DOTALL):
        return f"{name} is the note that Excel keeps beside an open workbook; open the workbook, without ~$."
    return None if head.startswith(ZIP) else _early_biff_refusal(name, head)


def ole_refusal(name: str, streams: set[str]) -> str | None:
    """The sentence that refuses a compound file with these streams (lower case); None where it is an xls."""
    if streams & {"workbook", "book"}:
        return None
    for stream, what, remedy in _OLE_CONTENTS:
        if stream in streams:
            return f"{name} {what}; {remedy}."
    return f"{name} is an old Microsoft document without a table that Sentia knows; {_SAVE}."


def _early_biff_refusal(name: str, head: bytes) -> str | None:
    if re.match(rb"\x09[\x00\x02\x04\x08][\x04\x06\x08\x10]\0", head):
        return f"{name} is a workbook of Excel 2, 3 or 4 (xls); {_SAVE}."
    return None


def markup(text: str) -> str:
    """HTML, EXCEL_XML or what else the text is, where it is a page or an XML document; "" for any other text."""
    head = text[:_HEAD].lstrip("\ufeff \t\r\n")
    if not head.startswith("<"):
        return ""
    found = (what for pattern, what in _MARKUP if re.search(pattern, head, re.IGNORECASE | re.DOTALL))
    return next(found, "")


def markup_refusal(name: str, what: str) -> str:
    """The sentence that refuses a page or an XML document without a table in it."""
    return f"{name} {what}; {_SAVE}."


def archive_refusal(name: str, parts: list[str]) -> str:
    """The sentence that refuses a zip without an Excel workbook; `parts` are its names in lower case."""
    for pattern, what, remedy in _ZIP_CONTENTS:
        if any(re.fullmatch(pattern, part) for part in parts):
            return f"{name} {what}; {remedy}."
    return f"{name} is a zip archive without a workbook in it; unpack it and open the table itself."
