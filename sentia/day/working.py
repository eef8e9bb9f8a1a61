"""The working of a line, so that it can be redone by hand from what the page shows."""

import numpy as np
import pandas as pd

from sentia.day.actions import own
from sentia.day.candidates import HOUR, KINDS
from sentia.day.desk import Desk
from sentia.day.own_lines import said_words, scaled_words
from sentia.day.wording import figure, sentence

UNPRICED = "No amount is known, so nothing is counted; it is here because it is their turn"
OWN_UNPRICED = "You gave it no worth, so nothing is counted; it is here because you want it today"
SAID = {True: "say", False: "gave none"}
STEPS = {kind.KIND: kind.steps for kind in KINDS}


def add_working(lines: pd.DataFrame, possible: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    """Add `working`, a list of sentences, to one row per line of a day.

    `possible` are the candidates that the lines were chosen from; a call with several subjects shows the
    working of each. A line without a price has no working.
    """
    working = [_working(lines.loc[key], possible, desk) for key in lines.index]
    return lines.assign(working=pd.Series(working, lines.index, dtype=object))


def _working(line: pd.Series, possible: pd.DataFrame, desk: Desk) -> list[str]:
    subjects = [possible.loc[key] for key in line["serves"]]
    said = [sentence(*said_words(subject, desk)) for subject in subjects if said_words(subject, desk)]
    if pd.isna(line["gain"]):
        return [*said, OWN_UNPRICED if line["kind"] == own.KIND else UNPRICED]
    steps = [step for subject in subjects if pd.notna(subject["gain"]) for step in _steps(subject, desk)]
    steps += [*_together(subjects, line, desk), *_counts_less(line, desk)]
    steps += [_range_words(line, subjects, desk), *_replies_learned(desk)]
    return [*said, *steps, *_minutes(subjects, desk), _an_hour(line, desk)]


def _steps(subject: pd.Series, desk: Desk) -> list[str]:
    """How an amount that is not the given one was made, then the formula, then what waiting a day loses."""
    made, counted = subject["amount_as"], figure(subject["priced"], desk.currency)
    amount = [f"{sentence(made)}; counted as {counted}"] if isinstance(made, str) else []
    ours = STEPS[subject["kind"]](_ours(subject), desk)
    return [*amount, *ours, *scaled_words(subject, desk), _today(subject, desk)]


def _ours(subject: pd.Series) -> pd.Series:
    """The candidate with the total that its formula gave, before what the rep says multiplied it."""
    if pd.isna(subject["our_total"]):
        return subject
    ours = subject.copy()
    ours["total"] = subject["our_total"]
    return ours


def _today(subject: pd.Series, desk: Desk) -> str:
    """From never to not today: what leaving it to its next turn loses of the total."""
    share, total = f"{subject['today']:.3%}", subject["total"]
    if subject["is_once"]:
        days = round(subject["next_turn"])
        turn = "the next working day" if days == 1 else f"in about {days} working days"
        why = f"If not today, its turn comes {turn}; {share} of it is gone by then"
    else:
        why = f"Left to its own next turn instead, {share} of that is lost"
    words = f"{why}: {figure(total, desk.currency)} x {share}"
    if subject["scale"] < 1:
        words += f" x {subject['scale']:.1%} that a year of gains counts for"
    return f"{words} = {figure(subject['alone'], desk.currency)} for doing it today"


def _together(subjects: list[pd.Series], line: pd.Series, desk: Desk) -> list[str]:
    known = [subject["alone"] for subject in subjects if pd.notna(subject["alone"])]
    if len(known) == 1:
        return []
    gains = " + ".join(figure(gain, desk.currency) for gain in known)
    return [f"In one call: {gains} = {figure(line['alone'], desk.currency)}"]


def _counts_less(line: pd.Series, desk: Desk) -> list[str]:
    """What is left of a line where others of its kind and price come before it in the day."""
    if not line["gain"] < line["alone"]:
        return []
    alone, gain = (figure(line[name], desk.currency) for name in ("alone", "gain"))
    return [f"Others of its kind and price come first today, so of {alone} {gain} counts"]


def _range_words(line: pd.Series, subjects: list[pd.Series], desk: Desk) -> str:
    """Between what it lies in four cases of five, that the figure is the middle, what that stands on."""
    low, high = (figure(line[name], desk.currency) for name in ("gain_low", "gain_high"))
    if line["gain_low"] == line["gain_high"]:
        return "There is no range: it is as you say"
    learned = float(np.average([subject["learned"] for subject in subjects if pd.notna(subject["gain"])]))
    stands = f"{learned:.0%} of that range is your own history's, the rest assumed"
    return f"Four times in five between {low} and {high}, as often above the middle as below; {stands}"


def _replies_learned(desk: Desk) -> list[str]:
    """That the chance of a reply is the book's own, where it is."""
    found, usual = desk.replies.found, desk.playbook.first_reply
    if not found.count:
        return []
    return [
        f"Who answers is learned from {found.count:,} tries in your log; the usual first try reaches {usual:.0%}"
    ]


def _minutes(subjects: list[pd.Series], desk: Desk) -> list[str]:
    """What the call is expected to take; a further subject costs a share of its own minutes."""
    share = desk.playbook.add_on_share
    further = [_further(more, 1.0 if more["kind"] == own.KIND else share) for more in subjects[1:]]
    return [_first_minutes(subjects[0], desk), *further]


def _first_minutes(first: pd.Series, desk: Desk) -> str:
    if first["kind"] == own.KIND or pd.notna(first["our_minutes"]):
        return f"Minutes to expect, as you {SAID[pd.notna(first['own_minutes'])]}: {first['expected_minutes']:.1f}"
    live, missed = first["live_minutes"], first["missed_minutes"]
    reply, least = first["progress_chance"], desk.playbook.minutes_least
    floor = f", at least {least:g}" if reply * live + (1 - reply) * missed < least else ""
    more = first["more_minutes"]
    with_it = f" + {reply:.1%} x {more:g} for what goes with it" if more > 0 else ""
    return (
        f"Minutes to expect{floor}: {reply:.1%} x {live:.4g} + {1 - reply:.1%} x {missed:.4g}{with_it} "
        f"= {first['expected_minutes']:.1f}"
    )


def _further(more: pd.Series, share: float) -> str:
    minutes = more["expected_minutes"]
    return f"A further subject: {share:.0%} x {minutes:.1f} = {share * minutes:.1f} minutes"


def _an_hour(line: pd.Series, desk: Desk) -> str:
    gain, minutes = figure(line["gain"], desk.currency), f"{line['expected_minutes']:.1f}"
    return f"{gain} / {minutes} x {HOUR} = {figure(line['return_per_hour'], desk.currency)} an hour"
