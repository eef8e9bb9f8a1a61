"""The working of a line, so that it can be redone by hand from what the page shows."""

import pandas as pd

from sentia.day.candidates import HOUR, KINDS
from sentia.day.desk import Desk
from sentia.day.value import kept
from sentia.day.wording import figure, sentence

STEPS = {kind.KIND: kind.steps for kind in KINDS}


def add_working(lines: pd.DataFrame, possible: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    """Add `working`, a list of sentences, to one row per line of a day.

    `possible` are the candidates that the lines were chosen from; a call with several subjects shows the
    working of each. A line without a price has no working.
    """
    working = [_working(lines.loc[key], possible, desk) for key in lines.index]
    return lines.assign(working=pd.Series(working, lines.index, dtype=object))


def _working(line: pd.Series, possible: pd.DataFrame, desk: Desk) -> list[str]:
    if pd.isna(line["gain"]):
        return ["No amount is known, so nothing is counted; it is here because it is their turn"]
    subjects = [possible.loc[key] for key in line["serves"]]
    steps = [step for subject in subjects for step in _steps(subject, desk)]
    return [*steps, *_together(subjects, line, desk), *_minutes(subjects, desk), _an_hour(line, desk)]


def _steps(subject: pd.Series, desk: Desk) -> list[str]:
    """How an amount that is not the given one was made, then the formula, then what waiting a day loses."""
    made, counted = subject["amount_as"], figure(subject["priced"], desk.currency)
    amount = [f"{sentence(made)}; counted as {counted}"] if isinstance(made, str) else []
    return [*amount, *STEPS[subject["kind"]](subject, desk), _today(subject, desk)]


def _today(subject: pd.Series, desk: Desk) -> str:
    """From never to not today: what waiting a day loses of the total."""
    kind, playbook = subject["kind"], desk.playbook
    done, left = f"{1 - playbook.forgotten[kind]:.0%}", f"{kept(kind, playbook):.2%}"
    return (
        f"Left for tomorrow, {done} of such get done, with {left} of it left: "
        f"{figure(subject['total'], desk.currency)} x (1 - {done} x {left}) "
        f"= {figure(subject['gain'], desk.currency)} for doing it today"
    )


def _together(subjects: list[pd.Series], line: pd.Series, desk: Desk) -> list[str]:
    if len(subjects) == 1:
        return []
    gains = " + ".join(figure(subject["gain"], desk.currency) for subject in subjects)
    return [f"In one call: {gains} = {figure(line['gain'], desk.currency)}"]


def _minutes(subjects: list[pd.Series], desk: Desk) -> list[str]:
    """What the call is expected to take; a further subject costs a share of its own minutes."""
    playbook, first = desk.playbook, subjects[0]
    live, missed = playbook.minutes_live[first["kind"]], playbook.minutes_no_answer[first["kind"]]
    reply = first["progress_chance"]
    least = (
        f", at least {playbook.minutes_least:g}"
        if reply * live + (1 - reply) * missed < playbook.minutes_least
        else ""
    )
    words = [
        f"Minutes to expect{least}: {reply:.1%} x {live:g} + {1 - reply:.1%} x {missed:g} "
        f"= {first['expected_minutes']:.1f}"
    ]
    share = f"{playbook.add_on_share:.0%}"
    return words + [
        f"A further subject: {share} x {more['expected_minutes']:.1f} "
        f"= {playbook.add_on_share * more['expected_minutes']:.1f} minutes"
        for more in subjects[1:]
    ]


def _an_hour(line: pd.Series, desk: Desk) -> str:
    gain, minutes = figure(line["gain"], desk.currency), f"{line['expected_minutes']:.1f}"
    return f"{gain} / {minutes} x {HOUR} = {figure(line['return_per_hour'], desk.currency)} an hour"
