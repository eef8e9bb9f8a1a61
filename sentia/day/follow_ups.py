"""The work that is due today, by kind, and which line of the day does what is due about each deal."""

from collections.abc import Mapping
from types import ModuleType

import pandas as pd

from sentia.book.stacking import stacked
from sentia.work.clocks import SHARED
from sentia.work.registry import KINDS
from sentia.work.running import Running, sentences

NONE = pd.DataFrame(columns=[*SHARED, "because", "next_touch", "name", "introduced"])
OF_DEALS = ("progress", "first call", "qualify", "quote", "info sent", "keep in touch")


def due_follow_ups(running: Running) -> Mapping[str, pd.DataFrame]:
    """What is due of each kind of work and does not rest, by its name; of some from their first day.

    With what each kind knows of its own (see its `clocks`) and `because`, its sentence. Those due longest come
    first, ties by id. A kind without any has a frame without rows.
    """
    return {kind.KIND: _due(kind, running) for kind in KINDS}


def _due(kind: ModuleType, running: Running) -> pd.DataFrame:
    facts = running.facts
    if kind not in running.found:
        return NONE
    gaps = running.found[kind]
    early = getattr(kind, "EARLY", False)  # the sooner the better
    is_early = gaps["deal"].ge(0) if early == "deals" else early
    gaps = gaps.loc[((gaps["due_on"] <= facts.on) | is_early) & ~running.silent[kind]]
    if gaps.empty:
        return NONE
    gaps = gaps.rename_axis("gap_id").sort_values(["due_on", "gap_id"], kind="stable")
    touch = gaps.get("next_touch", kind.NEXT_TOUCH)
    return gaps.assign(
        because=pd.Series(sentences(kind, gaps, running), gaps.index, dtype="str"), next_touch=touch
    )


def due_for(line: str, follow_ups: Mapping[str, pd.DataFrame], columns: list[str]) -> pd.DataFrame:
    """What is due and done by a kind of line, the most urgent kind first: these columns, indexed by gap."""
    found = [follow_ups[kind.KIND] for kind in KINDS if line in kind.ACTIONS]
    return stacked(some.reindex(columns=columns) for some in found if len(some) or some is found[0])


def line_of_deals(follow_ups: Mapping[str, pd.DataFrame], likes: Mapping[str, pd.Series]) -> pd.DataFrame:
    """One row an open deal for which anything is due: `line`, the kind of line that does it, and `due_on`.

    The most urgent kind decides; what is owed to somebody is a line of its own. `likes` says for some lines which
    deals suit them, where the kind allows it.
    """
    kinds = [kind for kind in KINDS if kind.ACTIONS and kind.ACTIONS[0] in OF_DEALS and len(follow_ups[kind.KIND])]
    found = [follow_ups[kind.KIND][["opportunity_id", "due_on"]].assign(kind=kind.KIND) for kind in kinds]
    rows = pd.concat(found) if found else pd.DataFrame(columns=["opportunity_id", "due_on", "kind"])
    rows = rows.dropna(subset="opportunity_id").drop_duplicates("opportunity_id").set_index("opportunity_id")
    if rows.empty:
        return rows.assign(line=rows["kind"])[["line", "due_on"]]
    rows = rows.assign(may=rows["kind"].map({kind.KIND: kind.ACTIONS for kind in kinds}))
    rows = rows.assign(line=rows["may"].map(lambda may: may[0]))
    for line, suits in likes.items():
        fits = suits.reindex(rows.index).eq(True) & rows["may"].map(lambda may, line=line: line in may)
        rows["line"] = rows["line"].mask(fits, line)
    return rows[["line", "due_on"]]
