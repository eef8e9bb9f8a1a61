"""Links that say of what they are: "Accounts::Teasel Yard", or "Teasel Yard" with its kind in the next column."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import pandas as pd

from sentia.book.ties import ABOUT
from sentia.workbook.files.cells import TEXT, Cells, Sheet
from sentia.workbook.meaning.bodies import Body
from sentia.workbook.meaning.choosing import Choice
from sentia.workbook.meaning.fields import Slot
from sentia.workbook.meaning.spellings import entities
from sentia.workbook.meaning.uses import Use
from sentia.workbook.meaning.vocabulary import exact_meanings, subject_named, words

_KINDED = re.compile(r"\s*(?P<kind>[^\W\d_][\w ]{0,30}?)\s*:+\s*(?P<name>\S.*)", re.DOTALL)
_ID = re.compile(r"\S*\d\S*")
_ABOUT: Slot = ("activities", ABOUT)
_LINKED = ("accounts", "contacts", "opportunities")
_OF_COMPANIES = ("opportunities", "quotes", "orders", "cases")  # what is always some company's
_SURE = 0.9
_KIND_WORDS = frozenset({"type", "module", "entity", "kind", "object", "typ", "modul", "modulo", "tipo"})


@dataclass(frozen=True)
class Typed:
    """A table whose links have their kind: its cells without it, the use of its columns, each cell's subject."""

    sheet: Sheet
    choice: Choice
    subjects: Mapping[int, np.ndarray]


def with_typed_links(sheet: Sheet, body: Body, choice: Choice) -> Typed:
    """The table in which a column of links fills the field of each record that its cells name.

    Parameters
    ----------
    sheet : Sheet
        With nothing outside the table.
    body : Body
        Its records.
    choice : Choice
        The use of its columns so far; a column that says whom it is about is known by its cells alone.
    """
    found = Typed(sheet, choice, {})
    for column in range(sheet.n_columns):
        cells = sheet.columns[column]
        kinds = _kinds_before(cells, body.records) if _may_link(found.choice, column) else None
        if kinds is not None:
            found = _with_kinds(found, body, column, kinds, _without_kinds(cells, body.records))
        elif _may_link(found.choice, column):
            found = _told_beside(found, body, column)
    return found


def _may_link(choice: Choice, column: int) -> bool:
    use = choice.columns.get(column)
    return use is None or use.slot == _ABOUT or (use.slot[0] in _LINKED and use.slot[1] in ("name", "parent"))


def _kinds_before(cells: Cells, records: np.ndarray) -> np.ndarray | None:
    """The subject that stands before each record's text; None where a text has none before it."""
    at = records[cells.kind[records] == TEXT]
    if not len(at) or ":" not in cells.text.iloc[at[0]]:
        return None
    codes, distinct = cells.text.iloc[records].factorize()
    found = [_KINDED.fullmatch(text) for text in distinct]
    subjects = [record_named(each["kind"]) if each else "" for each in found]
    if not all(subject for subject, text in zip(subjects, distinct, strict=True) if text):
        return None
    return np.array(subjects, dtype=object)[codes]


def _without_kinds(cells: Cells, records: np.ndarray) -> Cells:
    text = cells.text.copy()
    text.iloc[records] = text.iloc[records].str.replace(r"^\s*[^:]*:+\s*", "", regex=True)
    return Cells(cells.kind, text, cells.number)


def _told_beside(found: Typed, body: Body, column: int) -> Typed:
    """The links of a column by the kinds beside it; of rows that are always some company's, its company."""
    cells, choice = found.sheet.columns[column], found.choice
    kinds = _kinds_beside(found.sheet, body, column)
    is_company = _is_company(choice, body.headers[column], column)
    if kinds is None and is_company:
        kinds = np.full(len(body.records), "accounts", dtype=object)
    return found if kinds is None or _has_ids(cells, body) else _with_kinds(found, body, column, kinds, cells)


def _has_ids(cells: Cells, body: Body) -> bool:
    """Whether a column holds ids, which say by themselves what they are, or nothing."""
    texts = cells.text.iloc[body.records][cells.kind[body.records] == TEXT]
    return texts.empty or any(_ID.fullmatch(text) for text in texts.unique())


def _is_company(choice: Choice, header: str, column: int) -> bool:
    """Whether a column that says whom its rows are about is the one that says their company."""
    has_company = any(slot in choice.uses for slot in (("accounts", "name"), ("accounts", "account_id")))
    is_free = choice.kind.subject in _OF_COMPANIES and not has_company and column not in choice.columns
    return is_free and any(meaning.slot == _ABOUT for meaning in exact_meanings(header))


def _kinds_beside(sheet: Sheet, body: Body, column: int) -> np.ndarray | None:
    """The subject that a column called alike, but for "type" or the like, names on each record."""
    own = set(words(body.headers[column]))
    for other, header in enumerate(body.headers):
        said = words(header)
        stem = [word for word in said if word not in _KIND_WORDS]
        if (
            other != column
            and stem
            and len(stem) < len(said)
            and set(stem) <= own
            and not record_named(" ".join(stem))
        ):
            texts = sheet.columns[other].text.iloc[body.records]
            kinds = texts.map(record_named).to_numpy(dtype=object)
            if (kinds != "").any() and ((kinds != "") | (texts == "").to_numpy(dtype=bool)).all():
                return kinds
    return None


def _with_kinds(found: Typed, body: Body, column: int, kinds: np.ndarray, cells: Cells) -> Typed:
    """The table in which the column fills the name of each subject that its cells are of."""
    columns = list(found.sheet.columns)
    columns[column] = cells
    uses = {slot: [u for u in used if u.column != column] for slot, used in found.choice.uses.items()}
    for subject in dict.fromkeys(kinds[kinds != ""]):
        slot = (subject, "name")
        use = found.choice.columns.get(column)
        sure = use.confidence if use is not None and use.slot == slot else _SURE
        told = Use(column, body.headers[column], slot, sure, "each cell says of what it is the name", True)
        if subject != found.choice.kind.subject:
            uses[slot] = [*uses.get(slot, ()), told]
    left = {other: why for other, why in found.choice.left.items() if other != column}
    choice = replace(found.choice, uses={slot: used for slot, used in uses.items() if used}, left=left)
    subjects = {**found.subjects, column: pd.Series(kinds)}
    return Typed(replace(found.sheet, columns=tuple(columns)), choice, subjects)


@lru_cache(maxsize=1024)
def record_named(text: str) -> str:
    """The table whose records are called so: accounts, contacts or opportunities; "" for none of them.

    Examples
    --------
    >>> [record_named(text) for text in ("Accounts", "Kontakt", "Lead", "https", "Company")]
    ['accounts', 'contacts', 'opportunities', '', 'accounts']
    """
    said = tuple(words(text))
    exact = [subject for entity, subject in entities().get(said[0], ()) if entity == said] if said else []
    subject = exact[0] if exact else subject_named(text) if len(said) == 1 else ""
    return subject if subject in _LINKED else ""
