"""Titles between the records, such as "Germany" above its rows: what they say is a value of each row below.

A title speaks where the columns do not: "Stage: Proposal" by the field it names, else by what all titles are:
stages of a sale, countries, regions, companies or people (who own what is below). Other titles say nothing.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from sentia.book.countries import country_code
from sentia.book.stages import stage_kind
from sentia.workbook.files.cells import Cells, Sheet
from sentia.workbook.meaning.bodies import TITLE, Body
from sentia.workbook.meaning.choosing import Choice
from sentia.workbook.meaning.fields import Slot
from sentia.workbook.meaning.headers import texts_of_row
from sentia.workbook.meaning.profiles import TESTS
from sentia.workbook.meaning.roles import kinds, place_of, subject_of
from sentia.workbook.meaning.uses import Use
from sentia.workbook.meaning.vocabulary import exact_meanings

_COUNTED = re.compile(r"\s*[(\[]\d+[^()\[\]]*[)\]]$")  # how many records the title heads
_NAMED = re.compile(r"([^:]{2,40}):\s*(\S.*)")  # "Stage: Proposal"
_LIKELY = 0.6  # how sure a title's field is that only its words tell
_ABOVE = "title above"
_COMPANY, _STAGE = ("accounts", "name"), ("opportunities", "stage")
_COUNTRY, _REGION = ("accounts", "country"), ("accounts", "region")


def under_titles(sheet: Sheet, body: Body, choice: Choice) -> tuple[Sheet, Choice, frozenset[int]]:
    """The sheet with a column more of what the titles say of the records below them, its use, and that column.

    The same sheet, choice and no column where they say nothing that the records lack.

    Parameters
    ----------
    sheet : Sheet
        With nothing outside the table.
    body : Body
        Its records, and the rows that are titles.
    choice : Choice
        What the columns are used for.
    """
    titles = [p for p, why in body.skipped.items() if why == TITLE]
    said = [_COUNTED.sub("", next(filter(None, texts_of_row(sheet, p)), "")) for p in titles]
    slot, values = _told(said, choice)
    if slot is None:
        return sheet, choice, frozenset()
    text = np.full(sheet.n_rows, "", dtype=object)
    above = np.searchsorted(titles, body.records) - 1
    text[body.records[above >= 0]] = np.array(values, dtype=object)[above[above >= 0]]
    use = Use(sheet.n_columns, _ABOVE, slot, _LIKELY, "the title above the rows says so", True)
    told = replace(sheet, columns=(*sheet.columns, Cells.from_values(text.tolist())))
    return told, replace(choice, uses={**choice.uses, slot: [use]}), frozenset({use.column})


def _told(said: list[str], choice: Choice) -> tuple[Slot | None, list[str]]:
    """The field that all titles fill, and the value of each; None where they fill none that is free."""
    named = [_NAMED.fullmatch(text) for text in said]
    if said and all(named) and len({match[1].casefold() for match in named}) == 1:
        slot = next((m.slot for m in exact_meanings(named[0][1]) if _is_free(m.slot, choice)), None)
        return slot, [match[2] for match in named]
    if not said or len(set(said)) < len(said):
        return None, said
    found = (slot for slot, test in _looks(choice.kind.subject).items() if all(map(test, said)))
    return next((slot for slot in found if _is_free(slot, choice)), None), said


def _looks(subject: str) -> Mapping[Slot, Callable[[str], bool]]:
    return {
        _STAGE: lambda text: stage_kind(text) != "unknown",
        _COUNTRY: lambda text: bool(country_code(text)),
        _REGION: TESTS["placeish"],
        _COMPANY: TESTS["companyish"],
        ("opportunities" if subject == "opportunities" else "accounts", "owner"): TESTS["personish"],
    }


def _is_free(slot: Slot, choice: Choice) -> bool:
    """Whether rows of this kind may have the field, no column fills it, and it is clear whose it is."""
    subject, uses = choice.kind.subject, choice.uses
    may_have = any((kind, slot) in place_of() for kind in kinds() if subject_of(kind) == subject)
    is_decided = slot == _STAGE and ("opportunities", "status") in uses
    has_owner = slot[1] == "owner" and any(used[1] in ("owner", "owner_id") for used in uses)
    is_whose = slot[0] != "accounts" or slot == _COMPANY or subject == "accounts" or _COMPANY in uses
    return may_have and slot not in uses and not (is_decided or has_owner) and is_whose
