"""How a deal's background is lived: calls, mails, meetings and promises, each kept and answered."""

from collections.abc import Callable
from datetime import date, timedelta

from sample_data.ledger import working_day, working_day_before
from sample_data.territory import Territory

CALL_SUBJECTS = ["Where they stand", "Open questions", "Delivery dates", "Who else decides", "Quantities", "Price"]
MAIL_SUBJECTS = [
    "Answers to your questions",
    "Two more details",
    "Dates for a visit",
    "Compatible models",
    "Our call",
]
NOTES = ["Decision is made by three people", "Uses a competitor's labels today", "Fiscal year ends in March"]
Beat = Callable[[Territory, dict, dict, date], None]


def _call(territory: Territory, deal: dict, contact: dict, on: date) -> None:
    outcome = str(territory.rng.choice(["reached", "no answer", "voicemail"], p=[0.52, 0.31, 0.17]))
    subject = str(territory.rng.choice(CALL_SUBJECTS))
    territory.ledger.activity(contact, on, outcome=outcome, deal=deal, subject=subject)


def _mail(territory: Territory, deal: dict, contact: dict, on: date) -> None:
    outcome = str(territory.rng.choice(["replied", "no answer"], p=[0.45, 0.55]))
    subject = str(territory.rng.choice(MAIL_SUBJECTS))
    territory.ledger.activity(contact, on, "email", outcome, deal, subject=subject)


def _note(territory: Territory, deal: dict, contact: dict, on: date) -> None:
    territory.ledger.activity(contact, on, "note", deal=deal, subject=str(territory.rng.choice(NOTES)))


def answered(
    territory: Territory, deal: dict | None, contact: dict, on: date, subject: str = "A question from them"
) -> None:
    """A message of theirs in the morning and our answer the same afternoon."""
    kind = str(territory.rng.choice(["email", "call"], p=[0.8, 0.2]))
    outcome = "reached" if kind == "call" else None
    territory.ledger.activity(
        contact,
        on,
        kind,
        outcome,
        deal,
        (8, 11),
        direction="in",
        subject=subject,
        minutes=territory.rng.integers(2, 6),
    )
    territory.ledger.activity(contact, on, "email", deal=deal, hours=(13, 17), subject=f"Re: {subject}")


def _question(territory: Territory, deal: dict, contact: dict, on: date) -> None:
    answered(territory, deal, contact, on)


def _met(territory: Territory, deal: dict, contact: dict, on: date, kind: str) -> None:
    territory.ledger.activity(contact, on, kind, deal=deal, subject=f"{kind.capitalize()} at their site")
    outcome = str(territory.rng.choice(["replied", "no answer"]))
    subject = f"Summary of our {kind}"
    territory.ledger.activity(contact, working_day(on, 1), "email", outcome, deal, subject=subject)


def _meeting(territory: Territory, deal: dict, contact: dict, on: date) -> None:
    _met(territory, deal, contact, on, "meeting")


def _demo(territory: Territory, deal: dict, contact: dict, on: date) -> None:
    _met(territory, deal, contact, on, "demo")


def informed(territory: Territory, deal: dict, contact: dict, on: date) -> None:
    """Information sent, and talked through the day after."""
    territory.ledger.activity(contact, on, "info sent", deal=deal, subject="Brochure and price list")
    territory.ledger.activity(contact, working_day(on, 1), deal=deal, subject="Went through the brochure")


def _kept(territory: Territory, deal: dict, contact: dict, on: date) -> None:
    due = working_day(on, int(territory.rng.integers(1, 4)))
    thing = str(
        territory.rng.choice(["send a sample", "send the data sheet", "ask about delivery", "send references"])
    )
    territory.ledger.activity(
        contact, on, deal=deal, subject="Open questions", promise=thing, promise_by="us", promise_on=due
    )
    done = working_day(on, 1)
    territory.ledger.activity(contact, done, "email", deal=deal, subject=f"As promised: {thing}")


def _theirs_kept(territory: Territory, deal: dict, contact: dict, on: date) -> None:
    due = working_day(on, 1)
    thing = str(territory.rng.choice(["send the quantities", "name the decider", "send last year's figures"]))
    territory.ledger.activity(
        contact, on, deal=deal, subject="Open questions", promise=thing, promise_by="them", promise_on=due
    )
    answered(territory, deal, contact, due, f"As promised: {thing}")


_BEATS: list[tuple[Beat, float]] = [
    (_call, 0.40), (_mail, 0.23), (_question, 0.09), (_note, 0.07), (_meeting, 0.07), (_demo, 0.04),
    (informed, 0.05), (_kept, 0.03), (_theirs_kept, 0.02),
]  # fmt: skip


def converse(territory: Territory, deal: dict, contact: dict, until: date, times: int) -> None:
    """So many things that happened about a deal before `until`, whatever follows from each included."""
    first, latest = deal["created_on"], working_day_before(until, 3)
    weights = [weight for _, weight in _BEATS]
    for offset in territory.rng.integers(0, max(1, (latest - first).days), times):
        day = working_day(first + timedelta(days=int(offset)))
        beat = _BEATS[territory.rng.choice(len(_BEATS), p=weights)][0]
        (beat if day <= latest else _note)(territory, deal, contact, min(day, until))
