"""The morning: which actions, in which order, at what time, and what they cost and bring."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from sentia.book.book import Book
from sentia.day.appointments import Busy, appointments_on
from sentia.day.calendar import free_gaps
from sentia.day.candidates import candidates
from sentia.day.desk import Desk
from sentia.day.plan import Limits, Plan, plan
from sentia.errors import BadQuestion
from sentia.playbook import Playbook

HOUR = 60
ACTION_COLUMNS = [
    *("rank", "action", "kind", "account", "contact", "account_id", "contact_id", "opportunity_id", "quote_id"),
    *("amount", "win_rate", "worth", "total", "progress_chance", "minutes", "expected_minutes"),
    *("gain", "gain_low", "gain_high", "return_per_hour", "starts_at", "ends_at", "because", "basis"),
    *("phone", "email", "waiting", "is_guaranteed"),
]


@dataclass(frozen=True)
class Day:
    """A priced and scheduled day; money in `currency`, in the rep's own terms (`money`).

    `actions` has one row a chosen action in time order, `left_out` the others in order of return per hour with
    `why`, `if_time` the first of those that would still be worth doing. `rank` counts by return per hour over
    both. Both frames have `ACTION_COLUMNS` and `candidate_id` as index.
    """

    on: pd.Timestamp
    actions: pd.DataFrame
    left_out: pd.DataFrame
    if_time: pd.DataFrame
    currency: str
    money: str
    price_per_hour: float
    planned_gain: float
    bound: float
    free_minutes: int
    open_minutes: int
    guarantee_cost: float
    more_time: float
    gaps: tuple[tuple[int, int], ...] = ()
    busy: pd.DataFrame = field(default_factory=pd.DataFrame)
    notes: tuple[str, ...] = ()


def plan_day(
    book: Book,
    on: str | pd.Timestamp,
    playbook: Playbook | None = None,
    owner: str | None = None,
    hours: float | None = None,
    busy: Busy = None,
    now: str | pd.Timestamp | None = None,
) -> Day:
    """The best day of one rep: priced, scheduled, with what did not fit and why.

    Parameters
    ----------
    book : Book
        The book of business; not changed.
    on : str or Timestamp
        The day to plan, never read from a clock here.
    playbook : Playbook, optional
        Every arguable number; the defaults where none is given.
    owner : str, optional
        Whose day; None means that everybody's work is one desk.
    hours : float, optional
        At most so many hours of planned work.
    busy : optional
        Further appointments, as pairs (start, end) or a frame with `starts_at` and `ends_at`, beside the
        book's own calendar.
    now : str or Timestamp, optional
        Nothing is planned before this moment, and what the book's log says was done today counts as done.

    Raises
    ------
    BadQuestion
        A day that is no date, hours that are no positive number, or an owner nobody has.
    """
    on, playbook = day_of(on), playbook or Playbook()
    if owner is not None and owner not in book.owners:
        raise BadQuestion(f"Nobody called {owner!r} owns anything in this book; it has {', '.join(book.owners)}.")
    if hours is not None and not 0 < hours <= HOURS_MOST:
        raise BadQuestion(f"Hours: found {hours!r}, wanted a number over 0 and up to {HOURS_MOST}.")
    desk = Desk(book, on, playbook, owner)
    appointments = appointments_on(book, busy, on)
    blocks = list(zip(appointments["starts"], appointments["ends"], strict=True))
    lunch = (playbook.lunch_starts, playbook.lunch_ends) if playbook.lunch_ends > playbook.lunch_starts else None
    gaps = free_gaps(playbook.work_starts, playbook.work_ends, lunch, blocks, _minute_of(now, on))
    limits = _limits(gaps, hours, playbook)
    possible = _not_settled(candidates(desk), book, on)
    planned = plan(_as_planned(possible), gaps, limits)
    return _day(desk, possible, planned, gaps, appointments, limits)


HOURS_MOST = 24


def day_of(on: str | pd.Timestamp) -> pd.Timestamp:
    """A day given as ISO text or a timestamp; BadQuestion where it is none.

    Examples
    --------
    >>> day_of("2026-11-23")
    Timestamp('2026-11-23 00:00:00')
    """
    try:
        day = pd.Timestamp(on)
    except (ValueError, TypeError):
        raise BadQuestion(f"{on!r} is not a day; write it as 2026-11-23.") from None
    if pd.isna(day):
        raise BadQuestion(f"{on!r} is not a day; write it as 2026-11-23.")
    return day.normalize()


def _minute_of(now: str | pd.Timestamp | None, on: pd.Timestamp) -> int | None:
    if now is None:
        return None
    return int((pd.Timestamp(now) - on).total_seconds() // HOUR)


def _limits(gaps: list[tuple[int, int]], hours: float | None, playbook: Playbook) -> Limits:
    free = sum(end - start for start, end in gaps)
    cap = int(free * (1 - playbook.open_share))
    cap = min(cap, int(hours * HOUR)) if hours is not None else cap
    per_class = {kind: (int(count), None) for kind, count in playbook.day_limits.items()}
    return Limits(cap, int(np.ceil(cap * playbook.guaranteed_share)), per_class)


def _not_settled(possible: pd.DataFrame, book: Book, on: pd.Timestamp) -> pd.DataFrame:
    """The candidates less those the log already settles: done or skipped today, or put off to a later day."""
    log = book.log
    today = log.loc[(log["planned_for"] == on) & log["status"].isin(["done", "skipped"])]
    later = log.loc[(log["status"] == "snoozed") & (log["return_on"] > on)]
    settled = set(pd.concat([today["log_id"], later["log_id"]]).str.split("@").str[-1])
    served = possible["serves"].map(lambda keys: bool(settled.intersection(keys)))
    done = set(book.log.loc[(log["planned_for"] == on) & (log["status"] == "done"), "account_id"].dropna())
    return possible.loc[~served.astype(bool) & ~possible["account_id"].isin(done)]


def _as_planned(possible: pd.DataFrame) -> pd.DataFrame:
    """The candidates in the shape that the planner takes."""
    return possible.assign(limit=possible["kind"], earliest=np.nan, latest=np.nan, due_at=np.nan)[
        [
            *("gain", "minutes", "return_per_hour", "groups", "limit", "earliest", "latest", "is_must", "waiting"),
            *("due_at", "serves"),
        ]
    ].astype({"minutes": int})


def _day(
    desk: Desk, possible: pd.DataFrame, planned: Plan, gaps: list, appointments: pd.DataFrame, limits: Limits
) -> Day:
    ranked = possible.assign(
        rank=possible["return_per_hour"].rank(ascending=False, method="first", na_option="bottom")
    )
    chosen = ranked.join(planned.chosen[["starts", "ends", "is_guaranteed"]], how="inner").loc[
        planned.chosen.index
    ]
    chosen = chosen.assign(starts_at=_at(desk.on, chosen["starts"]), ends_at=_at(desk.on, chosen["ends"]))
    left = _left_out(ranked, planned, chosen)
    free = sum(end - start for start, end in gaps)
    return Day(
        on=desk.on,
        actions=_columns(chosen),
        left_out=_columns(left, "why"),
        if_time=_columns(left.loc[left["gain"] > 0].head(IF_TIME), "why"),
        currency=desk.currency,
        money=desk.playbook.money,
        price_per_hour=planned.price_per_hour,
        planned_gain=planned.planned_gain,
        bound=planned.bound,
        free_minutes=limits.cap_minutes,
        open_minutes=free - limits.cap_minutes,
        guarantee_cost=planned.guarantee_cost,
        more_time=planned.more_time,
        gaps=tuple(gaps),
        busy=appointments,
        notes=tuple(planned.problems),
    )


IF_TIME = 5


def _left_out(ranked: pd.DataFrame, planned: Plan, chosen: pd.DataFrame) -> pd.DataFrame:
    """What is not in the day, one row a subject: calls of several subjects and what a chosen call serves go."""
    served = {key for keys in chosen["serves"] for key in keys}
    left = ranked.join(planned.left_out[["why"]], how="inner").loc[planned.left_out.index]
    single = left["serves"].map(len) == 1
    return left.loc[single & ~left.index.isin(served)]


def _at(on: pd.Timestamp, minutes: pd.Series) -> pd.Series:
    return on + pd.to_timedelta(minutes, unit="min")


def _columns(actions: pd.DataFrame, *more: str) -> pd.DataFrame:
    return actions.reindex(columns=[*ACTION_COLUMNS, *more])
