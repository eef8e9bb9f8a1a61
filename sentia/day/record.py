"""What became of a line of the day: done, skipped or put off, written into the book's log in one step."""

from collections.abc import Collection

import pandas as pd

from sentia.book.book import Book
from sentia.book.closing import deal_names, lost_edits, open_deals, won_edits
from sentia.book.done import (
    DONE,
    NO_ANSWER,
    NOT_A_TOUCH,
    OUTCOMES,
    REPLIED,
    SAID_NO,
    SENT,
    TALKED,
    VOICEMAIL,
    WON,
    Agreed,
    Outcome,
    Row,
    deals_of,
    done_rows,
    log_row,
)
from sentia.book.edits import Edit
from sentia.book.touch_columns import kept_up, told

__all__ = ["DONE", "NOT_A_TOUCH", "NO_ANSWER", "OUTCOMES", "REPLIED", "SAID_NO", "SENT", "TALKED", "VOICEMAIL"]
__all__ += ["WON", "Agreed", "Outcome", "deals_to_close", "done_on", "mark_done", "mark_skipped", "snooze"]
NOTHING_MORE = Agreed()
CLOSING = (SAID_NO, WON)


def mark_done(
    book: Book,
    line: pd.Series,
    at: pd.Timestamp,
    outcome: Outcome,
    meant: Collection[str] | None = None,
    agreed: Agreed = NOTHING_MORE,
) -> Book:
    """The book with this line done at that moment: one log row, one activity a deal, one step to undo.

    The columns in which the rep keeps the last touch and the next step follow (see `touch_columns`); what was
    agreed goes into the deal's own next step and stage, without a deal into a planned activity.

    Parameters
    ----------
    line : Series
        A row of a day's `actions`; its name is the candidate's id.
    meant : collection of str, optional
        The deals that a no or a win was about: they are closed. Where none are named, it closes nothing.
    agreed : Agreed
        What the rep says beside it.
    """
    closes = tuple(meant or ()) if outcome in CLOSING else ()
    log, activities = done_rows(line, line.name, at, outcome, meant if outcome is SAID_NO else None)
    activities = [activity | told(book, "done") for activity in activities]
    next_one, moved = _next_step(book, line, agreed)
    note = _note(agreed, is_placed=bool(next_one or moved))
    noted = [activity | ({"notes": note} if note else {}) for activity in activities[:1]]
    moved += _stage(book, line, agreed)
    named = {(edit.table, edit.row_key, edit.field) for edit in moved}
    kept = [edit for edit in kept_up(book, activities) if (edit.table, edit.row_key, edit.field) not in named]
    keys = open_deals(book, closes).index
    ends = won_edits(book, keys, at) if outcome is WON else lost_edits(book, keys, at, agreed.reason)
    rows = [*noted, *activities[1:], *next_one]
    return book.apply([*book.row_edits("log", [log]), *book.row_edits("activities", rows), *kept, *moved, *ends])


def _next_step(book: Book, line: pd.Series, agreed: Agreed) -> tuple[list[Row], list[Edit]]:
    """What comes next: the cells of the line's deal, else a planned activity with whom the line is for.

    A step without a day leaves the deal's day as it is; without a deal it is planned for no day (see `_note`).
    """
    if agreed.step_on is None:
        return [], _edits_of_deal(book, line, next_step=agreed.step) if agreed.step else []
    day, step = agreed.step_on.normalize(), agreed.step or line["action"]
    edits = _edits_of_deal(book, line, next_step=step, next_step_on=day)
    if edits:
        return [], edits
    links = {name: line[name] for name in ("account_id", "contact_id", "opportunity_id")}
    planned = {"due_on": day, "kind": "call", "direction": "out", "subject": step}
    return [planned | told(book, "planned") | links], []


def _note(agreed: Agreed, *, is_placed: bool) -> str:
    """What was heard, and the step that stands nowhere else."""
    step = f"Next: {agreed.step}" if agreed.step and not is_placed else None
    return ". ".join(part for part in (agreed.note, step) if part)


def _stage(book: Book, line: pd.Series, agreed: Agreed) -> list[Edit]:
    return _edits_of_deal(book, line, stage=agreed.stage) if agreed.stage else []


def _edits_of_deal(book: Book, line: pd.Series, **values: object) -> list[Edit]:
    """The edits of the open deal that a line is about; none where it is about none, or a cell is a formula."""
    keys = open_deals(book, [line["opportunity_id"]]).index[:1]
    if any(book.is_formula("opportunities", key, name) for key in keys for name in values):
        return []
    return [Edit("opportunities", key, name, value) for key in keys for name, value in values.items()]


def deals_to_close(book: Book, line: pd.Series, owner: str | None) -> dict[str, str]:
    """The open deals of this owner's that a line is about, by id, and what each is called."""
    return deal_names(open_deals(book, deals_of(line), owner))


def mark_skipped(book: Book, line: pd.Series, on: pd.Timestamp) -> Book:
    """The book with this line, every subject of it, skipped for the day; it is a candidate again the next."""
    return book.apply(book.row_edits("log", [log_row(line, key, on, "skipped") for key in line["serves"]]))


def snooze(book: Book, line: pd.Series, on: pd.Timestamp, until: pd.Timestamp, reason: str) -> Book:
    """The book with this line, every subject of it, put off: a candidate again on the day `until`."""
    put_off = {"reason": reason, "return_on": until}
    return book.apply(
        book.row_edits("log", [log_row(line, key, on, "snoozed") | put_off for key in line["serves"]])
    )


def done_on(book: Book, on: pd.Timestamp) -> pd.DataFrame:
    """The lines done on a day, one row each, in the order they were done: the log's columns and `action`.

    One that no plan had placed started when it was done.
    """
    log = book.log.loc[(book.log["planned_for"] == on) & (book.log["status"] == "done")]
    log = log.assign(starts_at=log["starts_at"].fillna(log["done_at"]), minutes=log["minutes"].fillna(0.0))
    said = book.activities.drop_duplicates(["done_at", "account_id"]).set_index(["done_at", "account_id"])[
        "subject"
    ]
    keys = pd.MultiIndex.from_frame(log[["done_at", "account_id"]])
    action = pd.Series(said.reindex(keys).to_numpy(), log.index, dtype="str")
    ends_at = log["starts_at"] + pd.to_timedelta(log["minutes"], unit="min")
    return log.assign(action=action, ends_at=ends_at).sort_values("done_at")
