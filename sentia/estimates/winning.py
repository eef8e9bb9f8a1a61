"""The chance that an open opportunity is won, with its 80% range and its reasons.

A deal's log-odds are those of its stage (see `stage_rates`), what its traits add where the past shows that they
tell (see `won_before`), and a share of what the file itself states beyond what is usual at that stage.
"""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy.special import expit, logit

from sentia.book.stages import add_stage_kind
from sentia.estimates.stage_rates import SURE, moved_rates, shrunk, stage_rates, with_range
from sentia.estimates.traits import Traits, traits_of
from sentia.estimates.won_before import Before, decided_until, learned_from
from sentia.playbook import Playbook

LEAST = 1e-6
SLIPPED_DAYS = 56
STATED_DEALS = 2  # at the playbook's chance, in what is usual to state at a stage
SAID_FROM = 0.02  # log-odds; a trait that moves them by less is no reason
AGE = "age"
CHANCES = ["win_rate", "win_low", "win_high"]


@dataclass(frozen=True, eq=False)
class Winning:
    """What prices the chances of one desk.

    `rates` has one row a kind of stage (see `stage_rates`), moved by the book's own deals; `before` is what those
    say; `shifts` has one row an open deal, by its id, and what each trait adds to its log-odds, `variance` the
    variance of their sum; `stated` what the chance that the file states adds; `levels` the traits themselves.
    """

    rates: pd.DataFrame
    before: Before = field(default_factory=lambda: Before(0, 0))
    shifts: pd.DataFrame = field(default_factory=pd.DataFrame)
    variance: pd.Series = field(default_factory=lambda: pd.Series(dtype=float))
    stated: pd.Series = field(default_factory=lambda: pd.Series(dtype=float))
    levels: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def learned_from(self) -> int:
        """How many decided deals move the chances."""
        return self.before.decided if self.before.is_known else 0

    def chase_above(self, playbook: Playbook) -> float:
        """The win chance below which a deal is to be decided on, not chased.

        The playbook's, lower where the book wins fewer of its leads than usual: being new is no reason to close.
        """
        lead, usual = (
            logit(np.clip(rates.at["lead", "win_rate"], LEAST, SURE))
            for rates in (self.rates, stage_rates(playbook))
        )
        moved = expit(logit(np.clip(playbook.chase_above, LEAST, SURE)) + lead - usual)
        return min(playbook.chase_above, float(moved))

    @property
    def is_average(self) -> bool:
        """Whether the past was asked and does not tell which deals are won."""
        return self.before.tested > 0 and not self.before.share

    @property
    def words(self) -> str:
        """What the chances stand on, in one sentence."""
        deals = f"{self.before.decided:,} decided deals ({self.before.won:,} won)"
        if not self.before.is_known:
            return "Win chances are those usual at each stage, assumed: the book has not both won and lost deals."
        if not self.before.tested:
            return f"Win chances are those usual at each stage, moved by the book's own {deals}."
        past = f"the traits of {self.before.tested:,} deals, as known before they were decided, foretold"
        if not self.before.share:
            return (
                f"Your history does not predict wins: {past} no better than the average of {deals}, which counts."
            )
        return f"Win chances are learned from {deals}: {past} better than the average who wins."


def usual_winning(playbook: Playbook) -> Winning:
    """The chances that the playbook says, before any deal was decided."""
    return Winning(stage_rates(playbook))


def winning_of(
    deals: pd.DataFrame, open_deals: pd.DataFrame, accounts: pd.DataFrame, on: pd.Timestamp, playbook: Playbook
) -> Winning:
    """What prices the chances of open deals.

    Parameters
    ----------
    deals : DataFrame
        Every deal of the book, decided or open, indexed by its id.
    open_deals : DataFrame
        Those to be priced, of the same ids, with `stage_kind`.
    accounts : DataFrame
        Indexed by account id.
    on : Timestamp
        The day; a deal decided later is not known to be.
    """
    usual = stage_rates(playbook)
    kinds = open_deals["stage_kind"]
    stated = stated_shifts(deals.reindex(open_deals.index)["probability"], kinds, usual) * playbook.stated_share
    before = decided_until(deals, on)
    if not before.is_known:
        return Winning(usual, before, stated=stated)
    traits = traits_of(deals, accounts)
    before = learned_from(deals, traits, on)
    rows = traits.index.get_indexer(open_deals.index)
    ages = (on - deals["created_on"].iloc[rows]).dt.days.to_numpy(float)
    shifts = before.shifts(traits, rows, ages)
    of_open = float(before.chances(shifts).mean()) if len(rows) else before.average
    unsure = before.uncertainty(traits, rows, ages)
    moved_by = pd.DataFrame({"stage_kind": kinds, "shift": shifts.sum(axis=1) + stated, "unsure": unsure})
    names = [*traits.names, AGE][: shifts.shape[1]]
    return Winning(
        rates=moved_rates(usual, moved_by, before.average, before.decided, of_open),
        before=before,
        shifts=pd.DataFrame(shifts, open_deals.index, names),
        variance=pd.Series(unsure, open_deals.index),
        stated=stated,
        levels=_levels(traits, rows, ages, before.edges, open_deals.index),
    )


def _levels(
    traits: Traits, rows: np.ndarray, ages: np.ndarray, edges: np.ndarray, index: pd.Index
) -> pd.DataFrame:
    """The traits of these deals in words; missing where unknown."""
    codes, words = traits.with_ages(rows, ages, edges), traits.words(edges)
    told = [np.array([*levels, None], object)[column] for levels, column in zip(words, codes.T, strict=True)]
    return pd.DataFrame(dict(zip([*traits.names, AGE], told, strict=True)), index, dtype="str")


def stated_shifts(stated: pd.Series, kinds: pd.Series, usual: pd.DataFrame) -> pd.Series:
    """By how much (log-odds) the chance each deal's file states is above what it states for others at that stage.

    What is usual there is the mean of the stated ones and of the playbook's, which counts `STATED_DEALS`. A chance
    of none or of certainty, or none at all, says nothing: 0.
    """
    says = stated.where((stated > 0) & (stated < 1)).clip(1 - SURE, SURE)
    if not says.notna().any():
        return pd.Series(0.0, stated.index)
    odds = pd.Series(logit(says.astype(float)), stated.index)
    by_stage, own = odds.groupby(kinds), logit(usual["win_rate"].clip(1 - SURE, SURE)).reindex(kinds).to_numpy()
    count = by_stage.transform("count")
    usually = (by_stage.transform("sum") + STATED_DEALS * own) / (count + STATED_DEALS)
    return (odds - usually).fillna(0.0)


def add_win_rate(opportunities: pd.DataFrame, winning: Winning, deals: pd.Series | None = None) -> pd.DataFrame:
    """Add `stage_kind`, `stage_rate`, `win_rate`, `win_low` and `win_high` (rates) to one row per opportunity.

    `stage_rate` is that of the kind of stage the deal is in; won is 1, lost is 0. The range is the central 80%.
    What else is known of open deals is found by their id: the index, or `deals`, the deal of each row.

    Examples
    --------
    >>> deals = pd.DataFrame({"stage": ["Proposal", "Closed Lost"]})
    >>> add_win_rate(deals, usual_winning(Playbook()))[CHANCES].round(2).to_numpy().tolist()
    [[0.35, 0.15, 0.57], [0.0, 0.0, 0.0]]
    """
    staged = add_stage_kind(opportunities)
    rate, variance = (_of(staged["stage_kind"], winning.rates[name], np.nan) for name in ("win_rate", "variance"))
    ids = staged.index if deals is None else pd.Index(deals)
    more = _of(ids, winning.shifts.sum(axis=1)) + _of(ids, winning.stated)
    unsure = _of(ids, winning.variance)
    moved = expit((logit(np.clip(rate, LEAST, 1 - LEAST)) + more) * shrunk(unsure))
    moved = np.where((more != 0) | (unsure != 0), moved, rate)
    chances = with_range(pd.Series(moved, staged.index), variance + unsure)
    for sure, kind in ((1.0, "won"), (0.0, "lost")):
        is_so = staged["stage_kind"] == kind
        chances = chances.mask(is_so, sure) if is_so.any() else chances
    return staged.assign(stage_rate=rate, **chances)


def _of(ids: pd.Series | pd.Index, values: pd.Series, other: float = 0.0) -> np.ndarray:
    """The value of each id; another where it has none."""
    found = np.append(values.to_numpy(float), np.nan)[values.index.get_indexer(ids)]
    return np.where(np.isnan(found), other, found)


def add_fading(deals: pd.DataFrame, last_word_on: pd.Series, on: pd.Timestamp, playbook: Playbook) -> pd.DataFrame:
    """Lower the win rate and its range of open deals that are late, or silent for long; add the odds' factors.

    `faded` is 1 until `fades_after` days after the last word (the latest of the last touch, the last stage and the
    expected close), then halved every `fading_half` days. `slipped` is 1 until the expected close and falls to
    `slipped_odds` within the eight weeks after it. A deal without any day does neither.

    Examples
    --------
    >>> deals = pd.DataFrame({"win_rate": [0.35], "win_low": [0.15], "win_high": [0.57]})
    >>> heard = pd.Series(pd.to_datetime(["2026-01-01"]))
    >>> deals = deals.assign(expected_close_on=heard)
    >>> add_fading(deals, heard, heard[0] + pd.Timedelta(days=28), Playbook())["win_rate"].round(3).tolist()
    [0.236]
    """
    late = ((on - last_word_on).dt.days.astype(float) - playbook.fades_after).clip(lower=0).fillna(0)
    slipped = (on - deals["expected_close_on"]).dt.days.astype(float).clip(0, SLIPPED_DAYS).fillna(0)
    if not (late.any() or slipped.any()):
        return deals.assign(faded=1.0, slipped=1.0)
    factors = {
        "faded": 0.5 ** (late / playbook.fading_half),
        "slipped": playbook.slipped_odds ** (slipped / SLIPPED_DAYS),
    }
    lower = factors["faded"] * factors["slipped"]
    rates = deals[["win_rate", "win_low", "win_high"]].clip(LEAST, 1 - LEAST)
    lowered = pd.DataFrame(expit(logit(rates).add(np.log(lower), axis="index")), deals.index, rates.columns)
    return deals.assign(**lowered.where(lower < 1, deals[rates.columns]), **factors)


def add_reasons(scored: pd.DataFrame, winning: Winning) -> pd.DataFrame:
    """Add `reasons`, a list of {"factor", "odds", "words"}, to deals from `add_win_rate` and `add_fading`.

    The `odds` of the stage are its own (won to lost), those of the other factors multiply them; the stage comes
    first, then what moves the odds most.
    """
    learned = _learned_reasons(scored.index, winning)
    stated = winning.stated.reindex(scored.index).fillna(0.0)
    stage_rate = scored["stage_rate"].clip(upper=1 - LEAST)
    basis = "assumed" if not winning.before.is_known else f"moved by the {winning.before.decided:,} decided here"
    names, probability = scored["stage"].fillna("no stage"), scored.get("probability", stated * np.nan)
    rows = zip(names, stage_rate, learned, stated, probability, scored["faded"], scored["slipped"], strict=True)
    reasons = [
        [
            _stage_reason(name, rate, basis),
            *_largest_first(
                [
                    *traits,
                    *_odds_reason("stated chance", f"the file states {says:.0%}", np.exp(stated)),
                    *_odds_reason("silence", "nothing heard for long", faded),
                    *_odds_reason("slipped close", "its expected close has passed", slipped),
                ]
            ),
        ]
        for name, rate, traits, stated, says, faded, slipped in rows
    ]
    return scored.assign(reasons=pd.Series(reasons, index=scored.index, dtype=object))


def _learned_reasons(index: pd.Index, winning: Winning) -> list[list[dict]]:
    """What each trait adds to each deal's odds, against the average of those decided."""
    shifts = winning.shifts.reindex(index).fillna(0.0)
    if not len(shifts.columns):
        return [[] for _ in index]
    levels = winning.levels.reindex(index)
    names, decided = list(shifts.columns), winning.before.decided
    rows = zip(shifts.to_numpy().tolist(), levels[names].to_numpy(object).tolist(), strict=True)
    return [
        [
            {
                "factor": name,
                "odds": _figures(np.exp(shift)),
                "words": _trait_words(name, level, shift, decided),
            }
            for name, shift, level in zip(names, shift_row, level_row, strict=True)
            if abs(shift) >= SAID_FROM
        ]
        for shift_row, level_row in rows
    ]


def _trait_words(name: str, level: str | float, shift: float, decided: int) -> str:
    said = f"{name} {level}" if isinstance(level, str) else f"{name} not known"
    return f"{said}: odds x{np.exp(shift):.2g}, learned from {decided:,} decided deals"


def _figures(odds: float) -> float:
    """Odds to four figures, so that the smallest are not none."""
    return float(f"{odds:.4g}")


def _largest_first(reasons: list[dict]) -> list[dict]:
    return sorted(reasons, key=lambda reason: -abs(np.log(reason["odds"])))


def _stage_reason(name: str, rate: float, basis: str) -> dict:
    words = f"{name}: {rate:.0%} of such deals are won, {basis}"
    return {"factor": "stage", "odds": _figures(rate / (1 - rate)), "words": words}


def _odds_reason(factor: str, why: str, odds: float) -> list[dict]:
    if abs(np.log(odds)) < LEAST:
        return []
    return [{"factor": factor, "odds": _figures(odds), "words": f"{why}: odds x{odds:.2g}, assumed"}]
