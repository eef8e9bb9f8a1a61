"""The follow-ups of a day as one list: what is due, what is dated for this week, and what is not yet dated."""

from dataclasses import dataclass

import pandas as pd

from sentia.facts.wording import brief, day_words
from sentia.follow_up.at_rest import PARKED_AS
from sentia.follow_up.catch_up import CatchUp
from sentia.follow_up.coverage import CLOSED, DATED, EXPOSED
from sentia.work.registry import KINDS

DUE, THIS_WEEK, NOT_DATED = "due", "this week", "not yet dated"
SEGMENTS = (DUE, THIS_WEEK, NOT_DATED)
LINKS = ["account_id", "contact_id", "opportunity_id", "quote_id"]
COLUMNS = [
    *("segment", "kind", "account", "contact", *LINKS),
    *("due_on", "next_on", "amount", "because", "next_touch", "serves", "deals", "steps"),
]
NO_DATE = "No next touch has a date yet"
BACK, PARKED, ENDED = "back on a day", "parked", "closed"
RESTING = ["table", "account", "contact", *LINKS, "reason", "until"]
IN_TOUCH, TURN = "Be in touch, with something new for them", "its turn"
_SUNDAY = 6
_RANK = {kind.KIND: rank for rank, kind in enumerate(KINDS)}  # in the order of their urgency


@dataclass(frozen=True)
class Standing:
    """How a book stands on a day: its gaps, the state of every record, and the plan for those not yet dated."""

    on: pd.Timestamp
    gaps: pd.DataFrame
    records: pd.DataFrame
    plan: CatchUp
    notes: tuple[str, ...] = ()
    steps: pd.DataFrame | None = None  # the dated steps still to be done (see `steps.dated_steps`)

    @property
    def left(self) -> int:
        """How many records are not yet dated."""
        return int((self.records["state"] == EXPOSED).sum())

    @property
    def looked_after(self) -> str:
        """The answer of the page in a few words: "142 of 142 looked after" or "3 not yet dated"."""
        count = len(self.records)
        return f"{self.left:,} not yet dated" if self.left else f"{count:,} of {count:,} looked after"


def follow_up_lines(standing: Standing) -> pd.DataFrame:
    """One row a follow-up, each in one segment: due, dated for this week, or not yet dated; those due by urgency.

    What is due for one deal (else one person) is one line, as is what is due for somebody not yet dated; `serves`
    holds the ids of its gaps, `deals` the deals that are dated with it, `steps` what is agreed for its day
    ("activity:" or "deal:" and an id). Its sentence is that of the most urgent. `next_on` is the day it is dated
    for, or would be by the catch-up plan.
    """
    records = standing.records
    gaps = standing.gaps.assign(rank=standing.gaps["kind"].map(_RANK)).sort_values(
        ["rank", "due_on"], kind="stable"
    )
    touched = _touch_of(gaps, records)
    due = _due(gaps.loc[touched.isna()], standing.on)
    left = _not_dated(standing.plan, gaps.assign(touch=touched), records)
    parts = [due, _this_week(standing), left]
    parts = [part.assign(steps=part.get("steps", [()] * len(part)))[COLUMNS] for part in parts if len(part)]
    lines = pd.concat(parts or [pd.DataFrame(columns=COLUMNS)])
    return lines.rename_axis("line_id")


def _due(gaps: pd.DataFrame, on: pd.Timestamp) -> pd.DataFrame:
    """One row a deal, else a quote, a person, an account: the most urgent leads, the rest goes with it."""
    if gaps.empty:
        return gaps
    subject = gaps["opportunity_id"].fillna(gaps["quote_id"]).fillna(gaps["contact_id"]).fillna(gaps["account_id"])
    subject = subject.fillna(gaps.index.to_series())
    serves = gaps.index.to_series().groupby(subject).agg(tuple)
    earliest = gaps["due_on"].groupby(subject).min()
    first = gaps.loc[~subject.duplicated()]
    lead = subject.loc[first.index]
    due_on = lead.map(earliest)
    found = first.assign(segment=DUE, next_on=on, due_on=due_on, serves=lead.map(serves), deals=_one_deal(first))
    return found.sort_values(["rank", "due_on"], kind="stable")


def line_of(lines: pd.DataFrame) -> dict[str, object]:
    """The first of these lines as what a draft needs: its kind and ids, and the id of its most urgent gap."""
    line = lines.iloc[0]
    return line.to_dict() | {"gap": next(iter(line["serves"]), "")}


def resting(records: pd.DataFrame) -> pd.DataFrame:
    """What is closed or rests, one row a record, with `reason`, `until`, and `how` it rests.

    What is back on a day stands first, by that day, then what is parked, then what is closed.
    """
    rests = records.loc[records["state"] == CLOSED, RESTING]
    is_parked = rests["reason"].str.startswith(PARKED_AS)
    how = rests["reason"].mask(is_parked, PARKED).where(is_parked, ENDED).mask(rests["until"].notna(), BACK)
    rank = how.map({BACK: 0, PARKED: 1, ENDED: 2})
    return rests.assign(how=how, rank=rank).sort_values(["rank", "until"], kind="stable").drop(columns="rank")


def touches_a_day(lines: pd.DataFrame) -> pd.Series:
    """How many touches are dated, or planned, for each day ahead; indexed by day."""
    ahead = lines.loc[lines["segment"] != DUE, "next_on"].dropna()
    return ahead.value_counts().sort_index().rename("touches")


def _touch_of(gaps: pd.DataFrame, records: pd.DataFrame) -> pd.Series:
    """The touch (`with_id`) that serves each gap whose deal, quote, person or account is not yet dated."""
    left = records.loc[records["state"] == EXPOSED]
    found = pd.Series(index=gaps.index, dtype="str")
    for table, name in (
        *(("opportunities", "opportunity_id"), ("quotes", "quote_id"), ("lost deals", "opportunity_id")),
        *(("contacts", "contact_id"), ("accounts", "account_id")),
    ):
        some = left.loc[left["table"] == table].drop_duplicates(name).dropna(subset=[name])
        by_id = some.set_index(name)["with_id"].astype("str")
        found = found.fillna(gaps[name].map(by_id).astype("str"))
    return found


def _this_week(standing: Standing) -> pd.DataFrame:
    return dated_lines(standing, standing.on + pd.Timedelta(days=_SUNDAY - standing.on.weekday()))


def dated_lines(standing: Standing, last: pd.Timestamp) -> pd.DataFrame:
    """One row a person, or an account without one, whose next touch is dated until a day, with what is agreed."""
    records, on = standing.records, standing.on
    dated = records.loc[(records["state"] == DATED) & records["next_on"].between(on, last)]
    dated = dated.sort_values(["next_on", "with_id", "opportunity_id"], kind="stable")
    deals = _deals_by_touch(dated)
    dated = dated.drop_duplicates("with_id")
    because = ("Dated for " + day_words(dated["next_on"])).mask(dated["next_on"] == on, "Dated for today")
    lines = dated.set_axis("dated|" + dated["with_id"].astype("str")).assign(
        segment=THIS_WEEK,
        kind=TURN,
        due_on=dated["next_on"].to_numpy(),
        amount=float("nan"),
        because=because.to_numpy(),
        serves=[() for _ in dated.index],
        deals=[deals.get(one, ()) for one in dated["with_id"]],
    )
    agreed = _agreed(lines, standing.steps)
    what = [next((words for words, _ in some if isinstance(words, str)), IN_TOUCH) for some in agreed]
    return lines.assign(
        next_touch=[brief(words) for words in what], steps=[tuple(pot for _, pot in some) for some in agreed]
    )


def _agreed(lines: pd.DataFrame, steps: pd.DataFrame | None) -> list[list[tuple[str, str]]]:
    """The words and the id of every step agreed for each line's day, about its deals or with its person."""
    found: dict[tuple[str, pd.Timestamp], list[tuple[str, str]]] = {}
    some = [] if steps is None else steps.loc[steps["due_on"].isin(lines["next_on"])].to_dict("records")
    for step in some:
        own = isinstance(step["activity_id"], str)
        pot = f"activity:{step['activity_id']}" if own else f"deal:{step['opportunity_id']}"
        for name in LINKS[:3]:
            if isinstance(step[name], str):
                found.setdefault((step[name], step["due_on"]), []).append((step["what"], pot))
    wanted = zip(lines["with_id"], lines["deals"], lines["next_on"], strict=True)
    return [
        list(dict.fromkeys(step for one in (with_id, *deals) for step in found.get((one, day), ())))
        for with_id, deals, day in wanted
    ]


def _one_deal(lines: pd.DataFrame) -> list[tuple[str, ...]]:
    return [(deal,) if isinstance(deal, str) else () for deal in lines["opportunity_id"]]


def _deals_of(records: pd.DataFrame) -> pd.Series:
    """The deals that are not yet dated of each touch (`with_id`), as tuples."""
    return _deals_by_touch(records.loc[records["state"] == EXPOSED])


def _deals_by_touch(records: pd.DataFrame) -> pd.Series:
    """The open deals among these records, by the touch (`with_id`) that looks after them, as tuples."""
    is_open = records["table"].isin(["opportunities", "quotes"]) & records["opportunity_id"].notna()
    return records.loc[is_open].groupby("with_id")["opportunity_id"].agg(lambda deals: tuple(dict.fromkeys(deals)))


def _not_dated(plan: CatchUp, gaps: pd.DataFrame, records: pd.DataFrame) -> pd.DataFrame:
    """One row a touch of the plan, with what is due there."""
    touches, deals = plan.touches, _deals_of(records)
    waits = gaps.loc[gaps["touch"].notna()]
    of_touch = touches["contact_id"].fillna(touches["account_id"]).fillna(touches["opportunity_id"])
    serves = waits.index.to_series().groupby(waits["touch"]).agg(tuple)
    full = records.loc[records["state"] == EXPOSED].groupby("with_id")["reason"].first()
    first = waits.drop_duplicates("touch").set_index("touch")
    about = first[["kind", "amount", "because", "next_touch"]].reindex(of_touch).set_axis(touches.index)
    return touches.assign(
        segment=NOT_DATED,
        kind=about["kind"].fillna(TURN),
        next_on=touches["planned_on"],
        amount=about["amount"],
        because=about["because"].fillna(full.reindex(of_touch).set_axis(touches.index)).fillna(NO_DATE),
        next_touch=about["next_touch"].fillna(IN_TOUCH),
        serves=[serves.get(one, ()) for one in of_touch],
        deals=[deals.get(one, ()) for one in of_touch],
    ).set_axis(pd.Index("touch|" + of_touch.astype("str")))
