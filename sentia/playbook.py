"""The playbook: every minute, rate, cadence and threshold that a rep may argue with, in one place.

Each field says its meaning, its unit, its range and where its default comes from. No other module holds a
number that a rep may argue with; what belongs to a method (a quantile, the weight of a prior) stays with it.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from sentia import usual
from sentia.errors import BadPlaybook

_number, _table = usual.number, usual.table


# fmt: off
@dataclass(frozen=True)
class Playbook:
    """Every number a rep may argue with; money in the book's currency, minutes, days, rates from 0 to 1.

    Raises
    ------
    BadPlaybook
        A number outside its range, a table with a line missing or unknown, or a working day that ends before
        it starts.

    Examples
    --------
    >>> Playbook().touch_effect, Playbook(commission_rate=0.1).money
    (0.5, 'commission')
    """

    # What a dollar of sales is worth to the rep
    commission_rate: float | None = _number(
        None, 0, 1, "share of sales", "what you earn of a sale; left open, money means sales", "you")
    margin_rate: float | None = _number(
        None, 0, 1, "share of sales", "what is left of a sale; used where no commission is given", "you")
    quota: float | None = _number(None, 1, 1_000_000_000, "of sales", "what you are to sell in one period", "you")
    quota_months: int = _number(12, 1, 12, "months", "that period, counted from the start of your year", "you")
    fiscal_year_starts: int = _number(1, 1, 12, "month", "with which your year starts", "you")
    tiers_from: Mapping[str, float] = _table(
        usual.TIERS_FROM, 0.01, 10, "of the quota", "sold, from which your commission changes", "you")
    tiers_times: Mapping[str, float] = _table(
        usual.TIERS_TIMES, 0, 10, "times your commission", "on each dollar from there on", "you")

    # The working day
    work_starts: int = _number(9 * 60, 0, 1435, "minutes after midnight", "when the working day starts")
    work_ends: int = _number(17 * 60 + 30, 5, 1440, "minutes after midnight", "when the working day ends")
    lunch_starts: int = _number(12 * 60, 0, 1435, "minutes after midnight", "when lunch starts")
    lunch_ends: int = _number(13 * 60, 0, 1440, "minutes after midnight", "when lunch ends; the start: none")
    open_share: float = _number(0.2, 0, 0.9, "share of free time", "left open for what comes in")
    guaranteed_share: float = _number(
        0.2, 0, 1, "share of planned time", "kept for those who wait longest, whatever their size")
    guarantee_most: float = _number(
        0.05, 0, 1, "share of a day's gain",
        "that this may cost; beyond it they get the minutes in which all are still reached in time")
    catch_up_days: float = _number(
        20, 1, 260, "working days", "within which everybody who is not yet dated should be reached")
    working_days: int = _number(230, 1, 366, "days a year", "to compare a day with last year's won sales")
    explained_share: float = _number(0.4, 0.01, 1, "of last year's sales", "at most, that a year of days moves")
    country: str | None = field(default=None, metadata={
        "low": "AD", "high": "ZW", "unit": "two letters", "source": "the rep", "meaning":
        "whose public holidays count where a file names no country; empty: none do"})
    pressing_share: float = _number(
        0.5, 0, 1, "share of planned time",
        "at most for steps due, answers owed and last days, before they compete by what they bring")
    alike_share: float = _number(
        0.9, 0.1, 1, "share", "of what a line brings that the next of its kind and price brings on the same day")
    least_gain: float = _number(
        1, 0, 1000, "of sales", "below which a line takes no minutes while better paid work waits")
    day_limits: Mapping[str, float] = _table(
        usual.DAY_LIMITS, 0, 100, "lines a day", "of this kind at most", "so that no kind crowds out the rest")

    # The chance of winning
    stage_win_rates: Mapping[str, float] = _table(
        usual.STAGE_WIN_RATES, 0, 1, "chance", "win chance of a deal that reached this kind of stage",
        "set below the vendors' defaults, which measured far too high")
    fades_after: float = _number(
        180, 0, 3650, "days", "after the last word and the expected close before a deal's odds begin to fade")
    fading_half: float = _number(
        90, 1, 3650, "days", "more until its odds have halved",
        "6,138 open leads at Olist: halved every 40 days; companies decide slower")
    stage_weight: float = _number(8, 0.5, 1000, "closed deals", "that a stage's win chance is worth")
    stated_share: float = _number(
        0.3, 0, 1, "share", "of what a file's own chance says beyond what it says of others at that stage",
        "a simulated Salesforce book: such chances ranked deals worse than their amounts alone")
    slipped_odds: float = _number(0.33, 0.01, 1, "factor", "on the odds eight weeks after its due close", "Ebsta")
    chase_above: float = _number(
        0.05, 0, 1, "win chance", "below which a deal is to be qualified or closed, not chased")
    close_below: float = _number(
        0.01, 0, 1, "win chance", "below which deals stand in one list to be closed, and one a day is a line")
    whale_factor: float = _number(
        3, 1, 100, "times", "the largest amount ever won, above which one counts as usual until confirmed")
    recurring_months: float = _number(
        12, 1, 120, "months", "of an amount paid by the month or by the year that count in a deal's size")

    # What a touch does
    touch_effect: float = _number(
        0.5, 0, 3, "log-odds", "what an answered touch adds to a deal while it is fresh",
        "Hillstrom's randomised e-mail test, 64,000 customers: 0.45 to 0.63")
    touch_effect_low: float = _number(0.2, 0, 3, "log-odds", "the same at the low end of its 80% range")
    touch_effect_high: float = _number(1.0, 0, 3, "log-odds", "the same at the high end of its 80% range")
    usual_attention: float = _number(
        0.5, 0, 1, "share", "how fresh the last touch usually was in the deals behind the win chances")
    half_lives: Mapping[str, float] = _table(
        usual.HALF_LIVES, 1, 3650, "days", "until half of a touch's effect is gone", "judgement")
    decided_after: float = _number(60, 1, 1095, "days", "until a deal is decided, before the book says otherwise")
    close_trust: float = _number(0.5, 0, 1, "share", "that an expected close counts in how soon one is decided")
    slipped_pace: float = _number(0.5, 0.01, 1, "of the usual pace", "of deciding, once that day has passed")
    move_chance: float = _number(0.3, 0, 1, "chance", "that a talk moves a deal for good, such as a step")
    move_step: float = _number(0.5, 0, 3, "log-odds", "by which it then moves")
    move_recharge: float = _number(3, 0.5, 60, "days", "after a talk until half of that is to be had again")
    first_reply: float = _number(
        0.48, 0.01, 1, "chance", "that a first try reaches the person",
        "Velocify, 3.5 million leads: 48% by call one")
    reply_decay: float = _number(
        0.77, 0.1, 1, "factor", "on that chance for each try in a row without an answer",
        "bank and insurance call logs")
    band_factor: float = _number(
        2, 1, 10, "times", "either way, the range of one assumption in a chain of assumptions")

    # What an action costs
    minutes_live: Mapping[str, float] = _table(
        usual.MINUTES_LIVE, 1, 480, "minutes", "with preparation and logging, when it reaches the person",
        "judgement")
    minutes_no_answer: Mapping[str, float] = _table(
        usual.MINUTES_NO_ANSWER, 0, 240, "minutes", "when nobody answers", "judgement")
    minutes_spread: float = _number(
        0.5, 0, 2, "log minutes", "how much the minutes of one kind differ from time to time")
    minutes_least: float = _number(5, 1, 60, "minutes", "no line is shorter than this")
    add_on_share: float = _number(
        0.5, 0, 1, "share of minutes", "a further subject in the same call costs, since nobody is called twice")

    # When to touch again
    cool_off: float = _number(
        3, 0, 30, "days", "after a live touch before the next initiative of ours",
        "simulated: rotation of the calls pays 7 to 10 points")
    cool_off_attempt: float = _number(1, 0, 30, "days", "after a try that reached nobody")
    quote_days: tuple[float, ...] = _number(
        (3, 7, 14, 30), 1, 365, "days", "after a quote was sent, when to follow up")
    quote_expiry: float = _number(3, 0, 60, "working days", "before a quote lapses, when to call about it")
    info_days: float = _number(3, 0, 60, "working days", "after information was sent, when to follow up")
    lead_days: float = _number(1, 0, 60, "working days", "after a lead came in, when to call it first")
    answer_days: float = _number(1, 0, 60, "working days", "after somebody wrote or called, when to answer")
    step_window: float = _number(
        10, 0, 60, "working days", "after its day within which an agreed step presses, whatever it brings")
    answer_window: float = _number(
        5, 0, 60, "working days", "after it was due within which an answer we owe presses, whatever it brings")
    dead_after: float = _number(
        10, 1, 100, "times", "the longest silence that is right for it, after which nobody waits there any more")
    late_minutes: float = _number(2, 1, 30, "minutes", "to say that what we promised for today comes later")
    attempt_days: tuple[float, ...] = _number(
        (2, 3, 5, 8), 1, 365, "working days", "after a try that reached nobody, when to try again")
    clocks_working: Mapping[str, float] = _table(
        usual.CLOCKS_WORKING, 0, 60, "working days", "after what happened, when the follow-up is due",
        "usual practice")
    clocks: Mapping[str, float] = _table(
        usual.CLOCKS, 1, 3650, "days", "after what happened, when the follow-up is due", "usual practice")
    lapses: Mapping[str, float] = _table(
        usual.LAPSES, 1, 2600, "working days", "after it was due, when it is no longer this kind of work",
        "judgement")
    lapse_days: Mapping[str, float] = _table(
        usual.LAPSE_DAYS, 1, 3650, "days", "after which it is no longer this kind of work", "judgement")
    attempts_most: int = _number(6, 1, 100, "tries", "in a row, after which another is no use")
    cadence_ideal: Mapping[str, float] = _table(
        usual.CADENCE_IDEAL, 1, 3650, "days", "between touches, at best", "usual practice")
    cadence_longest: Mapping[str, float] = _table(
        usual.CADENCE_LONGEST, 1, 3650, "days", "between touches, at most", "usual practice")
    cadence_least: float = _number(
        14, 1, 365, "days", "between touches, however often a customer orders", "an open deal's own cadence")
    small_lead_share: float = _number(
        0.25, 0, 1, "of the usual amount", "up to which a deal at its first stage is a small lead")

    # Existing accounts
    elasticity: float = _number(
        0.17, 0, 1, "share", "by which an account's yearly spend rises if contacts double",
        "half of .34, the mean of Albers, Mantrala and Sridhar 2010")
    headroom_share: float = _number(
        0.125, 0, 1, "share", "of what an account could buy beyond today that counts in growing it")
    grow_pause: float = _number(14, 1, 365, "days", "after a touch before growing an account is proposed")
    overdue_tail: float = _number(
        0.10, 0.01, 0.5, "chance",
        "of so long a wait in the account's own rhythm, below which a re-order is overdue")
    rescue_share: float = _number(
        0.08, 0, 1, "share", "of a slipping account's yearly spend that a call about its re-order keeps")
    gone_below: float = _number(
        0.1, 0, 1, "chance", "of still buying, below which an account counts as gone")

    # People
    people_a_look: int = _number(5, 1, 20, "people", "whose profiles are looked at in one go")
    mover_buys: float = _number(
        0.15, 0, 1, "chance", "that a greeting at the new company opens a sale there")
    warm_lift: float = _number(
        1.5, 1, 5, "times", "the usual win chance where somebody who knows us opens the door",
        "UserGems, a vendor, claims 2.1")
    warm_most: float = _number(0.9, 0, 1, "win chance", "at most, however warm")
    mover_half: float = _number(60, 1, 730, "days", "in the new place until half of that chance is gone")
    champion_share: float = _number(
        0.3, 0, 1, "share", "of what an account should bring that goes when the one who bought leaves")
    repair_share: float = _number(0.25, 0, 1, "share", "of that which a call to whoever follows keeps")
    introduced_worth: float = _number(
        1.16, 0.5, 5, "times", "the usual amount that an introduced customer is worth",
        "Schmitt, Skiera and Van den Bulte 2011, a bank; replications are mixed")
    introduction_named: float = _number(0.2, 0, 1, "chance", "that somebody who is asked names somebody")
    introduction_opens: float = _number(0.5, 0, 1, "chance", "that whoever was named becomes an opportunity")
    delivery_half: float = _number(
        30, 1, 730, "days", "after the best moment until asking for an introduction is worth half")

    # After a “no”
    no_pause: float = _number(60, 0, 730, "days", "after a “no” in which nobody there is sold anything")
    reason_days: Mapping[str, float] = _table(
        usual.REASON_DAYS, 60, 1825, "days", "after a “no” for this reason before the fresh look", "nine months")
    reason_factors: Mapping[str, float] = _table(
        usual.REASON_FACTORS, 0, 5, "factor", "on the chance that such a “no” becomes a “yes”", "judgement")
    again_rate: float = _number(0.03, 0, 1, "chance", "that a fresh look at an old “no” ends in a sale")
    again_spread: float = _number(
        0.5, 0.05, 3, "log days", "how sharply that chance peaks at the day the reason sets")
    fresh_look_window: float = _number(
        10, 1, 60, "working days", "within which a due fresh look is served before its turn")
    # fmt: on

    def __post_init__(self) -> None:
        for about in fields(self):
            for where, number in usual.named_numbers(about, getattr(self, about.name)):
                check = usual.check_country if about.name == "country" else usual.check_number
                check(where, number, about.metadata)
        if self.work_ends <= self.work_starts:
            raise BadPlaybook("The working day must end after it starts.")
        if not self.touch_effect_low <= self.touch_effect <= self.touch_effect_high:
            raise BadPlaybook("touch_effect must lie between touch_effect_low and touch_effect_high.")
        for name in ("quote_days", "attempt_days"):
            if not isinstance(getattr(self, name), tuple) or not usual.is_rising(getattr(self, name)):
                raise BadPlaybook(f"{name} must be one or more days, each later than the one before.")
        if not usual.is_rising(tuple(self.tiers_from.values())):
            raise BadPlaybook("tiers_from must be shares of the quota, each higher than the one before.")

    @property
    def money(self) -> str:
        """What dollars mean on screen: `commission`, `margin`, or `sales` until the rep states one."""
        if self.commission_rate is not None:
            return "commission"
        return "margin" if self.margin_rate is not None else "sales"

    @property
    def worth_of_a_dollar(self) -> float:
        """What one dollar of sales is worth in those terms: the commission, else the margin, else 1."""
        return {"commission": self.commission_rate, "margin": self.margin_rate, "sales": 1.0}[self.money]

    @property
    def digest(self) -> str:
        """A hash that changes with any number."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


def playbook_from(given: Mapping[str, Any]) -> Playbook:
    """A playbook with the numbers in `given` and the defaults elsewhere.

    A table of numbers (such as `minutes_live`) may be given in part; its other lines keep their defaults. What is
    retired changes nothing.

    Raises
    ------
    BadPlaybook
        A name the playbook does not have, or a number outside its range.

    Examples
    --------
    >>> playbook_from({"minutes_live": {"quote": 15}}).minutes_live["quote"]
    15
    """
    defaults, names = Playbook(), {about.name for about in fields(Playbook)}
    if unknown := sorted(set(given) - names - usual.RETIRED):
        raise BadPlaybook(f"The playbook has no number called {unknown[0]!r}.")
    known = [name for name in given if name in names]
    return Playbook(**{name: _merged(name, getattr(defaults, name), given[name]) for name in known})


def _merged(name: str, default: Any, value: Any) -> Any:
    if isinstance(default, Mapping) and isinstance(value, Mapping):
        return default | {key: value[key] for key in value if f"{name} {key}" not in usual.RETIRED}
    return tuple(value) if isinstance(default, tuple) and isinstance(value, list | tuple) else value
