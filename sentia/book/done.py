"""The words for how a line of the day ended, and the activity that each of them is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    """How a line ended: its word on screen, and the activity that it was."""

    word: str
    kind: str
    outcome: str | None


TALKED = Outcome("Talked", "call", "reached")
NO_ANSWER = Outcome("No answer", "call", "no answer")
SENT = Outcome("Sent", "email", None)
SAID_NO = Outcome("Said no", "call", "said no")
OUTCOMES = (TALKED, NO_ANSWER, SENT, SAID_NO)
