"""What a sheet may be called: 31 characters, none that Excel forbids, and no two alike but for capitals."""

from collections.abc import Collection

from sentia.workbook.patch.cell_xml import safe_text

MAX_NAME = 31  # characters of a sheet's name

_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def free_sheet_name(wanted: str, taken: Collection[str]) -> str:
    """The name wanted as Excel allows it, with a number behind it where a sheet is called so.

    `taken` are the names of the others in lower case.

    Examples
    --------
    >>> free_sheet_name("Sentia day", {"sentia day"}), free_sheet_name("Won/lost?", ())
    ('Sentia day 2', 'Won lost')
    """
    plain = safe_text(wanted.translate(_FORBIDDEN)).strip(" '")[:MAX_NAME].strip(" '") or "Sheet"
    name, number = plain, 1
    while name.lower() in taken:
        number += 1
        name = f"{plain[: MAX_NAME - len(str(number)) - 1]} {number}"
    return name
