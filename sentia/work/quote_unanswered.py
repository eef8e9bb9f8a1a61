"""Quote unanswered: no word of theirs since; due 3, 7, 14 and 30 days after it was sent, then every 30.

Silenced until the next of these days by a touch about it (a late one moves the next), and by a planned step; while
its deal is with their lawyers or buyers, until the day of the one polite check. Some
months after it lapsed (without a last day, after it was sent) it is to be decided on, not asked about.
"""

import numpy as np
import pandas as pd

from sentia.book.matching import looked_up
from sentia.facts.facts import Facts
from sentia.facts.quotes import unanswered
from sentia.facts.wording import money
from sentia.touches import latest_of
from sentia.work.clocks import ago, clocks_of, when
from sentia.work.quiet_beyond_cadence import turns

KIND, NEXT_TOUCH = "quote unanswered", "Ask about the quote"
DRAFT = "quote"
ACTIONS = ("quote",)
RANK = 56
IN_HOUSE = ("legal", "procurement")  # whoever has the quote now does not read our messages
HOLDS = True  # while it runs, no next step is missing
NEEDS = ("quotes",)
IS_SALES, STANDS, BY_TICK = True, False, False


def clocks(facts: Facts) -> pd.DataFrame:
    """One row an open quote without a word since; the latest of a deal speaks for it."""
    if facts.quotes.empty:
        return facts.quotes
    quotes = unanswered(facts.quotes, facts.touched)
    quotes = quotes.loc[~facts.is_planned(quotes)]
    schedule = np.array(facts.playbook.quote_days)
    last_on = latest_of(quotes["sent_on"], facts.days("is_touch", quotes), facts.days("is_attempt", quotes))
    spacing = np.append(np.diff(schedule, prepend=0), schedule[-1])[np.minimum(quotes["ours"], len(schedule))]
    after_last = last_on + pd.to_timedelta(spacing, unit="D")
    by_plan = quotes["sent_on"] + pd.to_timedelta(
        schedule[np.minimum(quotes["ours"], len(schedule) - 1)], unit="D"
    )
    due_on = latest_of(by_plan, after_last).where(quotes["ours"] > 0, by_plan)
    due_on = latest_of(due_on, _check_on(quotes, facts))
    days = {name: pd.Timedelta(days=count) for name, count in facts.playbook.lapse_days.items()}
    lapses_on = (quotes["valid_until_on"] + days["quote lapsed"]).fillna(quotes["sent_on"] + days["quote sent"])
    pot = "quote:" + quotes["quote_id"]
    return clocks_of(KIND, quotes, due_on, quotes["sent_on"], pot=pot, lapses_on=lapses_on)


def _check_on(quotes: pd.DataFrame, facts: Facts) -> pd.Series:
    """The day of the polite check about each quote that is with their lawyers or buyers."""
    turn = facts.once(turns).dropna(subset="opportunity_id").set_index("opportunity_id")
    check_on = turn["check_on"].where(turn["turn"].isin(IN_HOUSE))
    return looked_up(quotes["opportunity_id"], check_on).astype("datetime64[us]")


def left(gaps: pd.DataFrame, facts: Facts) -> list[str]:
    """How much, and when it was sent."""
    rows = zip(gaps["amount"], gaps["currency"], ago(gaps["since_on"], facts.on), strict=True)
    return [f"{_small(_quote(amount, code))} was sent {when(days)}, unanswered" for amount, code, days in rows]


def say(gaps: pd.DataFrame, facts: Facts) -> list[str]:
    """How much, when it was sent, how often we asked."""
    rows = zip(gaps["amount"], gaps["currency"], ago(gaps["since_on"], facts.on), gaps["ours"], strict=True)
    return [
        f"{_quote(amount, code)} sent {when(days)}; no answer yet{_asked(ours)}"
        for amount, code, days, ours in rows
    ]


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def _quote(amount: float, currency: str) -> str:
    return "A quote" if pd.isna(amount) else f"A quote of {money(amount, currency)}"


def _asked(ours: int) -> str:
    return "" if not ours else f", asked {'once' if ours == 1 else f'{ours} times'} since"
