"""Several subjects at one account are one call: nobody is called twice in a day.

At most one initiative of ours reaches an account a day; what else there is to say folds into it. A deal, its
quote and its contacts draw on the same pot of dollars, and a second subject from the same pot adds nothing
until the first is answered; subjects from different pots add up.
"""

import numpy as np
import pandas as pd

from sentia.day.actions import agreed, own, progress
from sentia.estimates.effort import on_grid
from sentia.playbook import Playbook

MOST_FURTHER = 5
AGAIN, TWICE = ", and about another deal of the kind", ", and about two more deals of the kind"
SUMS = ("gain", "gain_low", "gain_high", "total", "total_low", "total_high", "worth", "pot_size")


def add_calls(actions: pd.DataFrame, playbook: Playbook) -> pd.DataFrame:
    """The same rows with `action` and `serves` added, and below them the calls with several subjects.

    `serves` are the candidates that a row does, itself among them. A call leads with the subject of its
    account that gains most; with it goes each one of the next `MOST_FURTHER` of other pots there, or the next
    two together. A further subject costs `add_on_share` of its minutes. A call's dollars are the sum over its
    pots. A subject without a known gain is no part of a call with several.

    A line of the rep's own joins the call to its person after all other subjects, with all of its minutes, and
    counts nothing where its gain is not known; one that has its hour stays alone, and so does what was agreed with
    one more of the people of a large deal.
    """
    serves = pd.Series([(key,) for key in actions.index], actions.index, dtype=object)
    is_own = actions["kind"] == own.KIND
    ours = actions["says"].fillna(actions["whom"] + " about " + actions["topic"])
    single = actions.assign(action=ours.where(~is_own, own.action_of(actions)), serves=serves)
    joins = (is_own & actions["opens"].isna()) | (~is_own & actions["gain"].notna())
    joins &= ~actions["pot"].str.startswith(agreed.APART)
    joining = single.loc[joins & single["account_id"].notna()]
    if not joining["account_id"].duplicated().any():
        return single
    ranked = _ranked(joining)
    lead = ranked.loc[ranked["place"] == 0]
    further = [ranked.loc[ranked["place"] == place] for place in range(1, MOST_FURTHER + 1)]
    pairs = [_extended(lead, more, playbook) for more in further]
    calls = [single, *pairs, _extended(pairs[0], further[1], playbook)]
    return pd.concat([call for call in calls if len(call) or call is single])[single.columns]


def _ranked(single: pd.DataFrame) -> pd.DataFrame:
    """The best candidate of each pot, with its `place` (0 first) among those at the same account."""
    is_own = (single["kind"] == own.KIND).rename("is_own")
    ordered = single.assign(is_own=is_own).sort_index().sort_values("gain", ascending=False, kind="stable")
    ordered = ordered.sort_values("is_own", kind="stable").drop(columns="is_own")
    ordered = ordered.loc[~ordered.duplicated(["account_id", "pot"])]
    leads = ordered.groupby("account_id")["person"].transform("first")
    ordered = ordered.loc[(ordered["kind"] != own.KIND) | (ordered["person"] == leads)]
    return ordered.assign(place=ordered.groupby("account_id").cumcount())


def _extended(lead: pd.DataFrame, further: pd.DataFrame, playbook: Playbook) -> pd.DataFrame:
    """Each call of `lead` with the subject of `further` at its account added; calls without one are left out."""
    if lead.empty or further.empty:
        return lead.iloc[:0]
    more = further.set_index("account_id").reindex(lead["account_id"]).set_axis(lead.index)
    lead, more = lead.loc[more["place"].notna()], more.loc[more["place"].notna()]
    is_own = more["kind"] == own.KIND
    share = pd.Series(np.where(is_own, 1.0, playbook.add_on_share), more.index)
    sums = {name: more[name].mask(is_own & more[name].isna(), 0.0) for name in SUMS}
    whose = (" (" + more["contact"] + ")").where(more["person"] != lead["person"], "").fillna("")
    subject = (", and about " + more["topic"]).where(more["topic"] != lead["topic"], AGAIN) + whose
    subject = subject.where(~is_own, ", and " + more["topic"])
    together = lead.assign(
        **{name: lead[name] + sums[name] for name in SUMS},
        minutes=lead["minutes"] + on_grid(share * more["minutes"]),
        expected_minutes=lead["expected_minutes"] + share * more["expected_minutes"],
        waiting=np.fmax(lead["waiting"], more["waiting"]),
        is_must=lead["is_must"] | more["is_must"].astype(bool),
        is_pinned=lead["is_pinned"] | more["is_pinned"].astype(bool),
        action=_and(lead["action"], subject),
        because=_because(lead, more),
        basis=lead["basis"].where(lead["basis"] == more["basis"], "mixed"),
        serves=lead["serves"] + more["serves"],
    )
    keys = lead.index + "+" + more["place"].astype(int).astype("str")
    return together.set_axis(pd.Index(keys, dtype="str", name=lead.index.name))


def _and(actions: pd.Series, subjects: pd.Series) -> pd.Series:
    """The actions with a further subject each; two more deals of the same kind are said in one breath."""
    is_third = (subjects == AGAIN) & actions.str.endswith(AGAIN)
    return (actions + subjects).mask(is_third, actions.str.removesuffix(AGAIN) + TWICE)


def _because(lead: pd.DataFrame, more: pd.DataFrame) -> pd.Series:
    """The reasons of both, each with its deal; one that is the last one's in the same words is not said again."""
    differ = (lead["topic"] != more["topic"]) & (lead["because"] != more["because"])
    said = lead["because"].where(~differ | (lead["serves"].map(len) > 1), _of_deal(lead))
    pairs = zip(said, more["because"].where(~differ, _of_deal(more)), strict=True)
    return pd.Series([one if one.endswith(other) else f"{one}. {other}" for one, other in pairs], lead.index)


def _of_deal(subject: pd.DataFrame) -> pd.Series:
    """The reason with the deal before it, where that is what the call is about."""
    is_deal = (subject["kind"] == progress.KIND) & ~subject["topic"].astype("str").str.contains(":")
    return subject["because"].where(~is_deal, subject["topic"] + ": " + subject["because"])
