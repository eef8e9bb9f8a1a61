"""Several subjects for the same person are one call: nobody is called twice in a day.

A deal, its quote and its contacts draw on the same pot of dollars, and a second subject from the same pot adds
nothing until the first is answered; subjects from different pots add up.
"""

import numpy as np
import pandas as pd

from sentia.estimates.effort import on_grid
from sentia.playbook import Playbook

MOST_SUBJECTS = 3
SUMS = ("gain", "gain_low", "gain_high", "total", "total_low", "total_high", "worth", "pot_size")
TOGETHER = ["account_id", "person"]


def add_calls(actions: pd.DataFrame, playbook: Playbook) -> pd.DataFrame:
    """The same rows with `action` and `serves` added, and below them the calls with two and three subjects.

    `serves` are the candidates that a row does, itself among them. A call leads with the subject that gains
    most; each further one is the next best of another pot at the same account and person, and costs
    `add_on_share` of its minutes. Its dollars are the sum over its pots. A subject without a known gain is no
    part of a call with several.
    """
    serves = pd.Series([(key,) for key in actions.index], actions.index, dtype=object)
    single = actions.assign(action=actions["whom"] + " about " + actions["topic"], serves=serves)
    ranked = _ranked(single.loc[single["gain"].notna() & single["account_id"].notna()])
    calls, lead = [single], ranked.loc[ranked["place"] == 0]
    for place in range(1, MOST_SUBJECTS):
        lead = _extended(lead, ranked.loc[ranked["place"] == place], playbook)
        if len(lead):
            calls.append(lead.set_axis(lead.index + f"+{place}"))
    return pd.concat(calls)[single.columns].rename_axis(single.index.name)


def _ranked(single: pd.DataFrame) -> pd.DataFrame:
    """The best candidate of each pot, with its `place` (0 first) among those for the same person and account."""
    ordered = single.sort_index().sort_values("gain", ascending=False, kind="stable")
    ordered = ordered.loc[~ordered.duplicated([*TOGETHER, "pot"])]
    return ordered.assign(place=ordered.groupby(TOGETHER).cumcount())


def _extended(lead: pd.DataFrame, further: pd.DataFrame, playbook: Playbook) -> pd.DataFrame:
    """Each call of `lead` with the matching subject of `further` added; calls without one are left out."""
    more = further.set_index(TOGETHER).reindex(pd.MultiIndex.from_frame(lead[TOGETHER])).set_axis(lead.index)
    lead, more = lead.loc[more["place"].notna()], more.loc[more["place"].notna()]
    share = playbook.add_on_share
    return lead.assign(
        **{name: lead[name] + more[name] for name in SUMS},
        minutes=lead["minutes"] + on_grid(share * more["minutes"]),
        expected_minutes=lead["expected_minutes"] + share * more["expected_minutes"],
        waiting=np.fmax(lead["waiting"], more["waiting"]),
        is_must=lead["is_must"] | more["is_must"].astype(bool),
        action=lead["action"] + ", and about " + more["topic"],
        because=lead["because"] + ". " + more["because"],
        basis=lead["basis"].where(lead["basis"] == more["basis"], "mixed"),
        serves=lead["serves"] + more["serves"],
    )
