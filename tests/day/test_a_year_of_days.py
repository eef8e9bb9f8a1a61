"""Twenty working days of the sample in a row, each followed as planned: what they move is what a year can bear."""

from pathlib import Path

import numpy as np
import pandas as pd

import sentia
from sentia.day import candidates
from sentia.day.record import NO_ANSWER, TALKED, mark_done
from sentia.playbook import Playbook

SAMPLE = Path(__file__).parents[2] / "sample_data" / "territory.xlsx"
MONDAY, DAYS = pd.Timestamp("2026-11-23"), 20
MOST = 0.8  # of what was won in the year before


def followed(book, day, luck):
    """The book after a day of which every line was done: whom it reached is chance, as likely as the line says."""
    for _, line in day.actions.iterrows():
        reached = not luck.random() >= line["progress_chance"]
        book = mark_done(book, line, line["starts_at"], TALKED if reached else NO_ANSWER)
    return book


def test_twenty_days_in_a_row_taken_as_a_year_move_at_most_four_fifths_of_what_was_won(monkeypatch):
    monkeypatch.setattr(candidates, "scaled_to_a_year", lambda actions, desk: actions.assign(scale=1.0))
    book, luck, moved, won = sentia.read_book(SAMPLE), np.random.default_rng(1), [], np.nan
    for on in pd.bdate_range(MONDAY, periods=DAYS):
        day = sentia.plan_day(book, on)
        moved.append(day.planned_gain)
        won = day.won_last_year if np.isnan(won) else won
        book = followed(book, day, luck)
    assert np.mean(moved) * Playbook().working_days <= MOST * won
