"""What is owed to somebody and what else there is about the same dollars are one line of the day."""

import pandas as pd

from sentia.book.matching import numbers_of
from sentia.day.actions import answer, greet, grow, meeting_follow_up, promise, repair, thank
from sentia.estimates.effort import on_grid
from sentia.playbook import Playbook

LEADS = (answer.KIND, promise.KIND, meeting_follow_up.KIND, greet.KIND, repair.KIND)
OWED = (*LEADS, thank.KIND)
AND, ACCOUNT = ", and about ", "account:"


def one_line_a_pot(actions: pd.DataFrame, playbook: Playbook) -> pd.DataFrame:
    """The same rows with at most one a pot where something is owed, or of an account, and `more_minutes`.

    Keeping in touch, growing, thanking and a re-order of one account are one conversation with one price.

    What must be leads, then what somebody waits for, then what a clock asks for and is worth most; the other words
    owed, the other musts and what else an account could use go with it: their topics and reasons follow its own,
    and they add no dollars. What may as well be left for another day goes: it draws on the same dollars.
    `more_minutes` is what goes with a line if it is answered.
    """
    actions = actions.assign(more_minutes=0.0)
    owed = actions["kind"].isin(OWED)
    same = actions["pot"].isin(set(actions.loc[owed, "pot"])) | actions["pot"].str.startswith(ACCOUNT)
    alone = same & ~actions["pot"].duplicated(keep=False)
    several = actions.loc[same & ~alone]
    if several.empty:
        return actions
    place = several["kind"].map({kind: place for place, kind in enumerate(LEADS)}).fillna(len(LEADS))
    place = place.where(several["due_on"].notna() | place.lt(len(LEADS)), len(LEADS) + 1)
    order = ["pot", "is_must", "place", "total", "kind"]
    several = several.assign(place=place).sort_values(
        order, ascending=[True, False, True, False, True], kind="stable"
    )
    several = several.drop(columns="place")
    counts = several["kind"].isin(OWED) | several["is_must"] | several["pot"].str.startswith(ACCOUNT)
    first_due = several.loc[counts].groupby("pot")["due_on"].min()
    lead = several.loc[~several["pot"].duplicated()]
    lead = lead.assign(due_on=lead["pot"].map(first_due).astype("datetime64[us]"))
    more = several.loc[several["pot"].duplicated()]
    has_room = more["kind"].eq(grow.KIND) & (more["headroom"] > 0) if "headroom" in more else False
    more = more.loc[more["kind"].isin(OWED) | more["is_must"] | has_room]
    return pd.concat([actions.loc[~same | alone], _with(lead, more, playbook)], ignore_index=True)


def _with(lead: pd.DataFrame, more: pd.DataFrame, playbook: Playbook) -> pd.DataFrame:
    """The leading lines with what goes with them."""
    whom = lead.set_index("pot")["person"].reindex(more["pot"]).set_axis(more.index)
    whose = (" (" + more["contact"] + ")").where(more["person"] != whom, "").fillna("")
    said = lead.set_index("pot")["because"].reindex(more["pot"])
    reasons = [_unsaid(*pair) for pair in zip(more["because"], said, strict=True)]
    reasons = pd.Series(reasons, more.index, dtype="str")
    minutes = numbers_of(more["kind"], playbook.minutes_live)
    more = more.assign(topic=more["topic"] + whose, minutes=minutes, because=reasons)
    by_pot = more.groupby("pot", sort=False)
    topics, reasons = (by_pot[name].agg(glue.join) for name, glue in (("topic", AND), ("because", ". ")))
    lead = lead.set_index("pot", drop=False)
    return lead.assign(
        topic=lead["topic"] + (AND + topics).reindex(lead.index).fillna("").astype("str"),
        because=lead["because"] + (". " + reasons).reindex(lead.index).fillna("").astype("str"),
        is_agreed=lead["is_agreed"] | by_pot["is_agreed"].any().reindex(lead.index).eq(True),
        more_minutes=(playbook.add_on_share * by_pot["minutes"].sum()).reindex(lead.index).fillna(0.0),
    ).reset_index(drop=True)


def _unsaid(because: str, said: str) -> str:
    """A further reason without what the first one says already.

    Examples
    --------
    >>> _unsaid("$31,000 bought in a year, could buy $400,000, quiet for 45 days",
    ...         "Quiet for 45 days; $31,000 bought in a year")
    'Could buy $400,000'
    """
    parts = [part for part in because.split(", ") if part.casefold() not in said.casefold()]
    words = ", ".join(parts) or because
    return words[:1].upper() + words[1:]


def add_minutes_of_more(actions: pd.DataFrame) -> pd.DataFrame:
    """Add the minutes of what goes with each line (`more_minutes`, spent if it is answered) to its own."""
    more = actions["more_minutes"]
    return actions.assign(
        expected_minutes=actions["expected_minutes"] + actions["progress_chance"] * more,
        minutes=actions["minutes"] + on_grid(more).where(more > 0, 0.0),
    )
