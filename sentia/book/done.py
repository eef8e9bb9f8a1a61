"""How a line of the day ended: the words for it, the row of the log and the activities that it becomes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd


@dataclass(frozen=True)
class Outcome:
    """How a line ended: its word on screen, and the activity that it was."""

    word: str
    kind: str
    outcome: str | None


@dataclass(frozen=True)
class Agreed:
    """What the rep says of a contact beside how it ended; what is not said is None.

    Attributes
    ----------
    note : str
        What was heard, in the rep's words.
    step, step_on : str, Timestamp
        What comes next, and when.
    stage : str
        The stage that its deal is at now.
    reason : str
        Why it was a no.
    """

    note: str | None = None
    step: str | None = None
    step_on: pd.Timestamp | None = None
    stage: str | None = None
    reason: str | None = None


TALKED = Outcome("Talked", "call", "reached")
NO_ANSWER = Outcome("No answer", "call", "no answer")
VOICEMAIL = Outcome("Voicemail", "call", "voicemail")
SENT = Outcome("Sent", "email", None)
REPLIED = Outcome("Replied", "email", "replied")
SAID_NO = Outcome("Said no", "call", "said no")
WON = Outcome("Won", "call", "reached")
DONE = Outcome("Done", "task", None)  # of a line of the rep's own: nobody was spoken to
OUTCOMES = (TALKED, NO_ANSWER, VOICEMAIL, SENT, REPLIED, SAID_NO)
NOT_A_TOUCH = ("preparation", "career")  # kinds of line that reach nobody: no activity tells of them
LATE = "late|"  # before the id of a promise: the line that says it comes later

_NUMBERS = ("minutes", "gain", "gain_low", "gain_high", "total")
_LINKS = ("account_id", "contact_id", "opportunity_id")

Row = dict[str, Any]
Line = Mapping[str, Any] | pd.Series


def done_rows(
    line: Line, candidate: str, at: pd.Timestamp, outcome: Outcome, meant: Collection[str] | None = None
) -> tuple[Row, list[Row]]:
    """The row of the log for a line done at that moment, and one activity for each deal that it was about.

    `line` has the columns of a day's actions; a line about no deal is one activity. Of its other deals than those
    `meant`, where any are told apart, the person was reached and no more.
    """
    activity = {
        "done_at": at,
        "kind": outcome.kind,
        "direction": "out",
        "outcome": outcome.outcome,
        "subject": line["action"],
        **_links(line),
    }
    deals = sorted(deals_of(line), key=lambda deal: meant is not None and deal not in meant)
    activities = [
        activity
        | {"opportunity_id": deal}
        | ({} if meant is None or deal in meant else {"outcome": TALKED.outcome})
        for deal in deals
    ]
    activities = activities or [activity]
    log = log_row(line, candidate, at, "done") | {"done_at": at, "outcome": outcome.word}
    return log, [] if line["kind"] in NOT_A_TOUCH else activities


def deals_of(line: Line) -> list[str]:
    """The deals that a line is about, its own first; a call with several subjects is about several."""
    pots = [key.split("|", 1)[1] for key in line["serves"]]
    return [pot.removeprefix("deal:") for pot in pots if pot.startswith("deal:")]


def log_row(line: Line, candidate: str, on: pd.Timestamp, status: str) -> Row:
    """The row of the log that says what became of one candidate on that day."""
    day = on.normalize()
    named = {"log_id": log_id(day, candidate), "planned_for": day, "status": status}
    numbers = {name: line[name] for name in _NUMBERS}
    return named | numbers | {name: line[name] for name in ("kind", "basis", "starts_at")} | _links(line)


def log_id(day: pd.Timestamp, candidate: str) -> str:
    """What the log calls one candidate of one day.

    Examples
    --------
    >>> log_id(pd.Timestamp("2026-11-23"), "quote|deal:OPP-4")
    '2026-11-23@quote|deal:OPP-4'
    """
    return f"{day:%Y-%m-%d}@{candidate}"


def _links(line: Line) -> Row:
    return {name: line[name] for name in _LINKS}
