"""Whose word an activity was, where only its kind says so: "incoming call", "mail from them"."""

import pandas as pd

from sentia.workbook.meaning.sheet_reader import SheetReader
from sentia.workbook.values import read_text

_KIND = ("activities", "kind")
_THEIRS = (
    r"(?i)\b(?:inbound|incoming|received|from (?:them|customer|client)|they (?:called|wrote|rang)|eingehend\w*|"
    r"erhalten|entrante?|recue?|recibid[oa]|recebid[oa]|ricevut[oa]|inkomend\w*|ontvangen)\b"
)
_OURS = (
    r"(?i)\b(?:outbound|outgoing|to (?:them|customer|client)|ausgehend\w*|sortante?|saliente|in uscita|"
    r"uitgaand\w*)\b"
)


def directions_by_kind(reader: SheetReader) -> pd.Series | None:
    """Each record's direction as its kind says, missing where it does not; None where no kind says any."""
    use = reader.use(_KIND)
    if use is None:
        return None
    said = read_text(reader.sheet.columns[use.column]).values.iloc[reader.body.records].reset_index(drop=True)
    theirs, ours = (said.str.contains(words, na=False).astype(bool) for words in (_THEIRS, _OURS))
    found = pd.Series(None, said.index, dtype="str").mask(ours, "out").mask(theirs, "in")
    return found if found.notna().any() else None
