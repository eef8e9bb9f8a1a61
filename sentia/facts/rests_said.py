"""Until when a deal rests: as its column says, else as its stage or its notes plainly say."""

import pandas as pd

from sentia.facts.happened import Happened
from sentia.touches import latest_of
from sentia.touches.note_dates import HINT, rests_until_said

SAYING = ("stage", "next_step", "notes")


def blocked_until(facts: Happened) -> pd.Series:
    """The day until which each deal of anybody's waits, indexed like `every_deal`; NaT where it does not.

    Words count for an open deal without a day of its own and without a dated next step: "call back in Feb", "on
    hold until 1/11", read from the last touch on, else from its own latest day (see
    `note_dates.rests_until_said`).
    """
    deals = facts.every_deal
    stated = deals["blocked_until_on"].astype("datetime64[us]")
    asks = deals["status"].eq("open") & stated.isna() & deals["next_step_on"].isna()
    said = pd.DataFrame({name: deals[name].str.contains(HINT, na=False).astype(bool) for name in SAYING})
    talking = deals.loc[asks & said.any(axis="columns")]
    if talking.empty:
        return stated
    own = latest_of(talking["created_on"], talking["stage_since_on"])
    after = facts.days("is_touch", talking).fillna(own)
    texts = talking[list(SAYING)].fillna("").agg("\n".join, axis="columns")
    days = [rests_until_said(text, day) if pd.notna(day) else None for text, day in zip(texts, after, strict=True)]
    found = pd.Series(days, talking.index, dtype="datetime64[us]")
    return stated.fillna(found.where(found > facts.on).reindex(deals.index))
