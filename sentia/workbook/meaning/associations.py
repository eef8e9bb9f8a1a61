"""What ties records of other sheets together: tables of nothing but ids, and what an activity was about.

HubSpot's engagement_contact or deal_company, Salesforce's OpportunityContactRole and EventRelation; and the
columns WhoId and WhatId, "Regarding", "Related To" of an activity, which may name a person, a deal or a company.
"""

import numpy as np
import pandas as pd

from sentia.book import schema
from sentia.book.raw import RawTable
from sentia.book.ties import ABOUT, TIES
from sentia.workbook.meaning.choosing import Choice
from sentia.workbook.meaning.columns import Columns
from sentia.workbook.meaning.fields import Slot
from sentia.workbook.meaning.sheet_kinds import SheetKind
from sentia.workbook.meaning.sheet_reader import SheetReader
from sentia.workbook.meaning.uses import Use
from sentia.workbook.meaning.vocabulary import words

KIND = SheetKind(TIES, {}, ())
_LEAST_ENDS = 2  # of a tie
_SURE = 0.95
_ABOUT = ("activities", ABOUT)
_ENDS: dict[str, Slot] = {
    **dict.fromkeys(
        "engagement activity task event call meeting email note communication".split(),
        ("activities", "activity_id"),
    ),
    **dict.fromkeys("contact person associatedcontact".split(), ("contacts", "contact_id")),
    **dict.fromkeys("deal opportunity opp associateddeal".split(), ("opportunities", "opportunity_id")),
    **dict.fromkeys(
        "company account organization organisation associatedcompany".split(), ("accounts", "account_id")
    ),
    **dict.fromkeys(("quote",), ("quotes", "quote_id")),
    **dict.fromkeys(("relation", "who", "what"), _ABOUT),
}
_BESIDE = frozenset(
    "id type typeid engagementtype category label labels role roles isprimary primary isactive isdirect isdeleted "
    "associationtype associationtypeid associationcategory associationlabel fivetransynced fivetrandeleted status "
    "createdate createddate createdbyid lastmodifieddate lastmodifiedbyid systemmodstamp iswhat isparent "
    "isinvitee".split()
)


def association(columns: Columns) -> Choice | None:
    """The use of the columns of a sheet that only ties records together; None for any other sheet."""
    said = {column: "".join(words(columns.headers[column])) for column in columns.named}
    ends = {column: end for column, text in said.items() if (end := _end(text)) is not None}
    others = [text for column, text in said.items() if column not in ends]
    slots = list(ends.values())
    if len(slots) < _LEAST_ENDS or len(set(slots)) < len(slots) or not set(others) <= _BESIDE:
        return None
    if not {("activities", "activity_id"), ("opportunities", "opportunity_id"), ("contacts", "contact_id")} & set(
        slots
    ):
        return None
    uses = {
        slot: [Use(c, columns.headers[c], slot, _SURE, "an id that ties two records", True)]
        for c, slot in ends.items()
    }
    return Choice(KIND, uses, 0.0, False)


def _end(text: str) -> Slot | None:
    """The record that a header such as "engagement_id" names by its id."""
    for ending in ("ids", "id"):
        if text.endswith(ending):
            return _ENDS.get(text.removesuffix(ending))
    return None


def ties_of(reader: SheetReader) -> RawTable:
    """The ties of a sheet that holds nothing else."""
    frame = {slot[1]: reader.values(slot) for slot in reader.uses}
    columns = {slot[1]: uses[0].column for slot, uses in reader.uses.items()}
    return _ties(reader, pd.DataFrame(frame), reader.rows, columns)


def about_of(reader: SheetReader, own: RawTable) -> list[RawTable]:
    """What each activity of a sheet was about, of several columns a tie each."""
    found = []
    for use in reader.uses.get(_ABOUT, ()):
        texts = reader.read(use).values.iloc[reader.body.records].reset_index(drop=True)
        keep = texts.notna().to_numpy()
        frame = pd.DataFrame({"activity_id": _ids(own), ABOUT: texts})[keep].reset_index(drop=True)
        found += [_ties(reader, frame, reader.rows[keep], {ABOUT: use.column})] if keep.any() else []
    return found


def _ids(own: RawTable) -> pd.Series:
    """The ids that the rows of a sheet will have: their own, else their place in the file."""
    identity = schema.IDS[own.table]
    keys = pd.Series([f"{own.file}|{own.sheet}|{own.side}{row}" for row in own.rows], dtype="str")
    return own.frame[identity].fillna(keys) if identity in own.frame else keys


def _ties(reader: SheetReader, frame: pd.DataFrame, rows: np.ndarray, columns: dict[str, int]) -> RawTable:
    sheet = reader.sheet
    return RawTable(
        TIES, frame.astype("str"), sheet.file, sheet.name, rows, columns, is_derived=True, side=reader.side
    )


def fields_tied(reader: SheetReader, use: Use) -> list[str]:
    """The fields that a column of ids fills on other sheets' rows, as "table.field"."""
    if use.slot == _ABOUT:
        return [f"activities.{link}" for link in ("contact_id", "opportunity_id", "account_id")]
    own = next(
        subject for subject in ("activities", "quotes", "opportunities", "contacts") if _has(reader, subject)
    )
    return [f"{own}.{use.slot[1]}"]


def _has(reader: SheetReader, subject: str) -> bool:
    return (subject, schema.IDS[subject]) in reader.uses
