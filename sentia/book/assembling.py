"""From the tables that sheets gave to one linked book: earlier exports set aside, their differences told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from sentia.book.differences import EMPLOYER, differences, no_differences
from sentia.book.exports import Apart, History, told_apart
from sentia.book.history import RECORDS
from sentia.book.linking import Linked, link
from sentia.book.matching import looked_up
from sentia.book.offering import near_question
from sentia.book.raw import RawTable
from sentia.book.said import with_outcomes_said
from sentia.book.views import without_views


@dataclass(frozen=True)
class Assembled:
    """A linked book, what changed since its earlier exports, and what only the rep can say of either.

    `notes` says by file and sheet what became of the rows of an earlier export.
    """

    linked: Linked
    differences: pd.DataFrame = field(default_factory=no_differences)
    questions: tuple[dict, ...] = ()
    notes: Mapping[tuple[str, str], str] = field(default_factory=dict)


def assemble(raws: Sequence[RawTable], answers: Mapping[str, str] | None = None) -> Assembled:
    """One book out of the tables that sheets gave, as `link`, with two exports of the same thing told apart.

    The latest export is the book. `differences` has what changed from each earlier one to the next, with the
    names of both exports as `since` and `until`. People whose employer changed have the earlier one as
    `previous_account` and the later export's day as `moved_on`, where the files have no columns for that.
    """
    answers = answers or {}
    raws, views = without_views(raws)
    told = told_apart([with_outcomes_said(raw) for raw in raws], answers)
    linked = link(told.now, answers)
    near = near_question(linked.links, answers)
    questions = (*told.questions, *([near] if near else []))
    if not told.histories:
        return Assembled(linked, questions=questions, notes=views)
    found = [_changes(history, _beside(history, told.now), answers) for history in told.histories]
    for history, changes in zip(told.histories, found, strict=True):
        linked = _with_moves(linked, history, changes)
    return Assembled(linked, pd.concat(found, ignore_index=True), questions, views | _notes(told))


def _notes(told: Apart) -> dict[tuple[str, str], str]:
    """What became of the rows of each sheet of an earlier export."""
    kept: dict[tuple[str, str], int] = {}
    for raw in told.now:
        if not raw.is_derived:
            kept[raw.file, raw.sheet] = kept.get((raw.file, raw.sheet), 0) + len(raw.frame)
    said = {}
    for history in told.histories:
        latest = history.exports[-1][0].name
        for raw in (raw for _, raws in history.exports[:-1] for raw in raws if not raw.is_derived):
            place = raw.file, raw.sheet
            said[place] = _note(len(raw.frame), kept.get(place, 0), latest)
    return {place: note for place, note in said.items() if note}


def _note(rows: int, kept: int, latest: str) -> str:
    if kept >= rows:
        return ""
    if not kept:
        return f"An earlier export: {latest} counts instead, and what changed since is listed."
    return f"An earlier export: {kept:,} of its rows, which {latest} does not tell, count; the others are in it."


def _beside(history: History, now: Sequence[RawTable]) -> list[RawTable]:
    """The companies and people of the book that no export of this list holds: whom its ids may mean."""
    held = {id(raw) for _, raws in history.exports for raw in raws}
    return [raw for raw in now if raw.table in ("accounts", "contacts") and id(raw) not in held]


def _changes(history: History, beside: Sequence[RawTable], answers: Mapping[str, str]) -> pd.DataFrame:
    """What changed from each export of a list to the next."""
    states = [(one.name, _own(raws), _records([*beside, *raws], answers)) for one, raws in history.exports]
    steps = [
        differences(before, after, tables=ours & theirs).assign(since=since, until=until)
        for (since, ours, before), (until, theirs, after) in zip(states[:-1], states[1:], strict=True)
    ]
    return pd.concat(steps, ignore_index=True)


def _records(raws: Sequence[RawTable], answers: Mapping[str, str]) -> Mapping[str, pd.DataFrame]:
    """The accounts, people, deals and quotes of an export, linked as the rep said and not asked about again."""
    return link([raw for raw in raws if raw.table in RECORDS], answers, asks=False).tables


def _own(raws: Sequence[RawTable]) -> set[str]:
    """The tables that an export has, and not only names on other rows."""
    return {raw.table for raw in raws if not raw.is_derived and len(raw.frame)}


def _with_moves(linked: Linked, history: History, changes: pd.DataFrame) -> Linked:
    """The book with the earlier employer of everybody who changed it, unless its files have a column for that."""
    contacts = linked.tables["contacts"]
    moved = changes[(changes["table"] == "contacts") & (changes["what"] == EMPLOYER)]
    moved = moved.drop_duplicates("record_id", keep="last").set_index("record_id")
    held = {name for part in linked.origins["contacts"].parts for name in part.columns}
    if moved.empty or held & {"previous_account", "moved_on"}:
        return linked
    days = {one.name: one.known_on for one, _ in history.exports}
    known = moved["until"].map(days).astype("datetime64[us]")
    employer = looked_up(contacts["contact_id"], moved["before"])
    accounts = linked.tables["accounts"].dropna(subset=["name"]).drop_duplicates("name", keep=False)
    ids = looked_up(employer, accounts.set_index("name")["account_id"])
    moved_on = contacts["contact_id"].map(known).astype("datetime64[us]")
    filled = contacts.assign(
        previous_account=contacts["previous_account"].fillna(ids.fillna(employer)),
        moved_on=contacts["moved_on"].fillna(moved_on),
    )
    return Linked({**linked.tables, "contacts": filled}, linked.origins, linked.faults, linked.links)
