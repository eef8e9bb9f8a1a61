"""The morning: which actions, in which order, at what time, and what they cost and bring."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pandas as pd

from sentia.book.book import Book
from sentia.book.done import LATE
from sentia.book.matching import is_among
from sentia.book.owner_names import owner_named
from sentia.day.appointments import Busy, appointments_on
from sentia.day.candidates import candidates
from sentia.day.closing import WHY, is_to_close, no_deals_to_close, to_close, without_calls_to_close
from sentia.day.desk import Desk, desk_of_day
from sentia.day.musts import late_lines, with_musts
from sentia.day.otherwise import add_otherwise
from sentia.day.own_lines import not_taken_up
from sentia.day.planning.calendar import free_gaps
from sentia.day.planning.plan import Plan, plan
from sentia.day.quota import quota_words
from sentia.day.settled import not_settled
from sentia.day.stretch import Stretch, stretch_of
from sentia.day.to_plan import as_planned, limits_of
from sentia.day.unpriced import is_without_amounts, not_all_known, standing, what_would_price_it, without_money
from sentia.day.working import add_working
from sentia.day.year import Year, year_before
from sentia.errors import BadQuestion
from sentia.playbook import Playbook

HOUR, HOURS_MOST = 60, 24
CENTS = 2
IF_TIME = 5
MUST = " should be done today"
YEAR = pd.Timedelta(days=365)
ACTION_COLUMNS = [
    *("rank", "action", "kind", "account", "contact", "account_id", "contact_id", "opportunity_id", "quote_id"),
    *("amount", "win_rate", "worth", "total", "progress_chance", "minutes", "expected_minutes"),
    *("gain", "gain_low", "gain_high", "return_per_hour", "starts_at", "ends_at", "because", "basis"),
    *("phone", "email", "waiting", "is_must", "is_pressing", "is_guaranteed", "amount_is", "serves"),
    *("working", "otherwise"),
]


@dataclass(frozen=True)
class Day:
    """A priced and scheduled day; money in `currency`, in the rep's own terms (`money`).

    `actions` has one row a chosen action in time order, `left_out` the others in order of return per hour with
    `why`, `if_time` the first of those that would still be worth doing. `rank` counts by return per hour over
    both. All have `ACTION_COLUMNS` and `candidate_id` as index; `working` is a list of sentences, for the
    chosen only. `yearly` is the planned gain of so many working days a year, `won_last_year` what was sold in
    the 365 days before, in the same money (NaN where nothing was); a note says how a year of such days compares.
    `to_close` has one row a deal that is as good as lost and has no line today (see `closing.to_close`).
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
    yearly: float
    won_last_year: float
    to_close: pd.DataFrame = field(default_factory=no_deals_to_close)
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
    told: Callable[[str], None] | None = None,
) -> Day:
    """The best day of one rep: priced, scheduled, with what did not fit and why.

    Parameters
    ----------
    book : Book
        The book of business; not changed.
    on : str or Timestamp
        The day to plan, never read from a clock here.
    playbook : Playbook, optional
        Every arguable number; the book's own where none is given.
    owner : str, optional
        Whose day; None means that everybody's work is one desk.
    hours : float, optional
        At most so many hours of planned work.
    busy : optional
        Further appointments, as pairs (start, end) or a frame with `starts_at` and `ends_at`, beside the
        book's own calendar.
    now : str or Timestamp, optional
        Nothing is planned before this moment, and what the book's log says was done today counts as done.
    told : callable, optional
        Hears of each of the two steps as it begins: finding and pricing what can be done, and choosing.

    Raises
    ------
    BadQuestion
        A day that is no date, hours that are no positive number, or an owner nobody has.
    """
    on, playbook = day_of(on), playbook or book.playbook
    owner = None if owner is None else owner_named(book.owners, owner)
    if hours is not None and not 0 < hours <= HOURS_MOST:
        raise BadQuestion(f"Hours: found {hours!r}, wanted a number over 0 and up to {HOURS_MOST}.")
    told = told or (lambda step: None)
    told("pricing what can be done")
    desk = desk_of_day(book, on, playbook, owner)
    busy = appointments_on(book, busy, on)
    stretch = stretch_of(_gaps(busy, playbook, now, on), hours, now is not None, playbook)
    proposed = desk.once(candidates)
    possible = without_calls_to_close(_open(proposed, desk, stretch), desk)
    told("choosing what fits the day")
    planned = _planned(possible, stretch, desk)
    day = _day(desk, _counted(possible, planned), planned, stretch, busy, year_before(proposed, desk))
    return replace(day, notes=(*day.notes, *not_taken_up(proposed, desk)))


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
        day = pd.NaT
    if pd.isna(day):
        raise BadQuestion(f"{on!r} is not a day; write it as 2026-11-23.")
    return day.tz_localize(None).normalize()


def _gaps(
    busy: pd.DataFrame, playbook: Playbook, now: str | pd.Timestamp | None, on: pd.Timestamp
) -> list[tuple[int, int]]:
    """The free gaps of the day, in minutes after midnight."""
    has_lunch = playbook.lunch_ends > playbook.lunch_starts
    lunch = (int(playbook.lunch_starts), int(playbook.lunch_ends)) if has_lunch else None
    minute = None if now is None else int((pd.Timestamp(now) - on).total_seconds() // HOUR)
    blocks = list(zip(busy["starts"], busy["ends"], strict=True))
    return free_gaps(int(playbook.work_starts), int(playbook.work_ends), lunch, blocks, minute)


def _open(proposed: pd.DataFrame, desk: Desk, stretch: Stretch) -> pd.DataFrame:
    """The candidates still open today, with what must be done, what presses, and what stands in for a promise."""
    possible = with_musts(not_settled(proposed, desk), desk.on, desk.playbook, stretch)
    late = late_lines(possible, desk.playbook)
    return pd.concat([possible, late]) if len(late) else possible


def _planned(possible: pd.DataFrame, stretch: Stretch, desk: Desk) -> Plan:
    """The plan by what the candidates bring; where nothing has a price, as if every deal were of one size."""
    if not is_without_amounts(desk, possible):
        return plan(as_planned(possible, desk), stretch.gaps, limits_of(stretch, possible, desk))
    ordered = possible.assign(**standing(desk).reindex(possible.index))
    limits = replace(limits_of(stretch, possible, desk), per_class={}, alike_share=1.0, least_gain=0.0)
    return without_money(plan(as_planned(ordered, desk), stretch.gaps, limits))


def _counted(possible: pd.DataFrame, planned: Plan) -> pd.DataFrame:
    """The candidates at what each counts for in this day; `alone` is what it would without others like it."""
    less = planned.chosen["less"].reindex(possible.index).fillna(0.0)
    share = 1 - (less / possible["gain"]).fillna(0.0)
    return possible.assign(
        gain=(possible["gain"] - less).round(CENTS),
        alone=possible["gain"],
        **{name: (possible[name] * share).round(CENTS) for name in ("gain_low", "gain_high")},
        return_per_hour=possible["return_per_hour"] * share,
    )


def _day(
    desk: Desk,
    possible: pd.DataFrame,
    planned: Plan,
    stretch: Stretch,
    busy: pd.DataFrame,
    year: Year,
) -> Day:
    chosen, left = _chosen(possible, planned, desk), _left_out(possible, planned, desk)
    chosen, left = (add_otherwise(lines, desk.currency) for lines in (chosen, left))
    shown = pd.concat([chosen["return_per_hour"], left["return_per_hour"]]).sort_index()
    rank = shown.rank(ascending=False, method="first", na_option="bottom")
    left = _columns(left.assign(rank=rank.reindex(left.index)), "why")
    return Day(
        on=desk.on,
        actions=_columns(chosen.assign(rank=rank.reindex(chosen.index))),
        left_out=left,
        if_time=left.loc[left["gain"] > 0].head(IF_TIME),
        currency=desk.currency,
        money=desk.playbook.money,
        price_per_hour=planned.price_per_hour,
        planned_gain=planned.planned_gain,
        bound=planned.bound,
        free_minutes=stretch.cap_minutes,
        open_minutes=planned.free_minutes - stretch.cap_minutes,
        guarantee_cost=planned.guarantee_cost,
        more_time=planned.more_time,
        yearly=planned.planned_gain * desk.playbook.working_days,
        won_last_year=year.won,
        to_close=to_close(left.loc[left["why"] == WHY], desk),
        gaps=tuple(stretch.gaps),
        busy=busy,
        notes=_notes(desk, possible, planned, year),
    )


def _notes(desk: Desk, possible: pd.DataFrame, planned: Plan, year: Year) -> tuple[str, ...]:
    """What the day cannot say line by line, each in a sentence."""
    return (
        *_named(not_all_known(planned.problems, desk.book), possible),
        *quota_words(desk),
        *year.words(desk),
        *([desk.winning.words] if desk.winning.is_average else []),
        *([what_would_price_it(desk.book)] if is_without_amounts(desk, possible) else []),
    )


def _chosen(possible: pd.DataFrame, planned: Plan, desk: Desk) -> pd.DataFrame:
    """The lines of the day in time order, with their times and their working."""
    chosen = possible.loc[planned.chosen.index].assign(is_guaranteed=planned.chosen["is_guaranteed"])
    chosen = add_working(chosen, possible, desk)
    return chosen.assign(
        starts_at=desk.on + pd.to_timedelta(planned.chosen["starts"], unit="min"),
        ends_at=desk.on + pd.to_timedelta(planned.chosen["ends"], unit="min"),
    )


def _named(problems: tuple[str, ...], possible: pd.DataFrame) -> list[str]:
    """The plan's problems with each candidate's id as its sentence."""
    heads = [problem.partition(MUST) for problem in problems]
    names = possible["action"].reindex([head for head, _, _ in heads]).fillna("").tolist()
    return [(name or head) + middle + tail for name, (head, middle, tail) in zip(names, heads, strict=True)]


def _left_out(possible: pd.DataFrame, planned: Plan, desk: Desk) -> pd.DataFrame:
    """What is not in the day, one row a subject: calls of several subjects and what a chosen call serves go.

    So does what else there is about a deal that one of those calls is about, to the same person, and what would
    have stood in for a promise that is kept.
    """
    served = set(possible.loc[planned.chosen.index, "serves"].explode())
    left = possible.loc[planned.left_out.index].assign(why=planned.left_out["why"])
    left = left.loc[(left["serves"].map(len) == 1) & ~left.index.isin(served) & ~left.index.str.startswith(LATE)]
    left = left.loc[~_is_spoken_of(left, possible.loc[planned.chosen.index])]
    return left.assign(why=left["why"].mask(is_to_close(left, desk), WHY))


def _is_spoken_of(left: pd.DataFrame, chosen: pd.DataFrame) -> pd.Series:
    """Whether a chosen call with the same person is about the deal of each line already."""
    said = chosen[["contact_id", "serves"]].explode("serves").astype("str")
    about = said["contact_id"] + said["serves"].str.replace(r"^[^|]*", "", regex=True)
    is_deal = left["pot"].str.startswith("deal:").fillna(False).astype(bool)
    return is_deal & is_among(left["contact_id"] + "|" + left["pot"], about)


def _columns(actions: pd.DataFrame, *more: str) -> pd.DataFrame:
    return actions.reindex(columns=[*ACTION_COLUMNS, *more])
