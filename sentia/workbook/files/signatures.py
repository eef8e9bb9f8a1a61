"""What a file really is, by its bytes and never by its name, and what to do with it if it is no table."""

import re

ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 4096  # bytes looked at; a file that says what it is says so at its beginning

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
_MARKUP = [
    (r"urn:schemas-microsoft-com:office:spreadsheet|<\?mso-application progid=.Excel", "is an old Excel XML file"),
    (r"office:document\b", "is a flat OpenDocument file"),
    (r"^\s*(?:<!DOCTYPE html|<html\b|<table\b|<meta\b|<head\b|<body\b|<style\b|<div\b)", "is a web page (HTML)"),
    (r"^\s*<\?xml\b", "is an XML file, not a table"),
]  # fmt: skip
_OLE_CONTENTS = [
    ("EncryptedPackage", "is protected with a password", _PASSWORD),
    ("Workbook", "is an old Excel workbook (xls)", _SAVE),
    ("Book", "is an old Excel workbook (xls)", _SAVE),
    ("WordDocument", "is a Word document, not a table", _EXPORT),
    ("PowerPoint Document", "is a presentation, not a table", _EXPORT),
    ("__properties_version1.0", "is an e-mail message, not a table", "save the attachment and open that"),
]
# (a part the zip has, what it is)
_ZIP_CONTENTS = [
    (r"xl/workbook\.bin", "is a binary Excel workbook (xlsb)", _SAVE),
    (r"word/document\d*\.xml", "is a Word document, not a table", _EXPORT),
    (r"ppt/presentation\.xml", "is a presentation, not a table", _EXPORT),
    (r"index/document\.iwa|index\.zip", "is an Apple Numbers document", "export it from Numbers as Excel (xlsx)"),
    (r"content\.xml", "is an OpenDocument file (ods)", "open it in Excel or LibreOffice and save it as xlsx"),
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
    if head.startswith(_OLE):
        return _ole_refusal(name, data)
    return None if head.startswith(ZIP) else _early_biff_refusal(name, head)


def _ole_refusal(name: str, data: bytes) -> str:
    for stream, what, remedy in _OLE_CONTENTS:
        if stream.encode("utf-16-le") in data:
            return f"{name} {what}; {remedy}."
    return f"{name} is an old Microsoft document without a table that Sentia knows; {_SAVE}."


def _early_biff_refusal(name: str, head: bytes) -> str | None:
    if re.match(rb"\x09[\x00\x02\x04\x08][\x04\x06\x08\x10]\0", head):
        return f"{name} is an old Excel workbook (xls); {_SAVE}."
    return None


def markup_refusal(name: str, text: str) -> str | None:
    """The sentence that refuses text which is a page or an XML document; None for any other text."""
    head = text[:_HEAD]
    if not head.lstrip("\ufeff \t\r\n").startswith("<"):
        return None
    for pattern, what in _MARKUP:
        if re.search(pattern, head, re.IGNORECASE):
            return f"{name} {what}; {_SAVE}."
    return None


def archive_refusal(name: str, parts: list[str]) -> str:
    """The sentence that refuses a zip without an Excel workbook; `parts` are its names in lower case."""
    for pattern, what, remedy in _ZIP_CONTENTS:
        if any(re.fullmatch(pattern, part) for part in parts):
            return f"{name} {what}; {remedy}."
    return f"{name} is a zip archive without a workbook in it; unpack it and open the table itself."
