"""The follow-ups that are missing as a text to read: by kind, the longest due first."""

from collections.abc import Sequence

import pandas as pd

from sentia.work.registry import KINDS

NOTHING = "Nobody is waiting."


def gaps_listing(gaps: pd.DataFrame, on: pd.Timestamp, notes: Sequence[str] = ()) -> str:
    """One line a gap under a heading a kind, in the order of the kinds; then what cannot be known.

    Examples
    --------
    >>> none = pd.DataFrame({"kind": pd.Series(dtype="str")})
    >>> gaps_listing(none, pd.Timestamp("2026-11-23"))
    'Follow-ups for Monday 23 November 2026\\n\\nNobody is waiting.\\n'
    """
    parts = [f"Follow-ups for {on:%A} {on.day} {on:%B %Y}"]
    parts += [
        _kind(kind.KIND, gaps.loc[gaps["kind"] == kind.KIND]) for kind in KINDS if kind.KIND in set(gaps["kind"])
    ]
    parts += [NOTHING] if gaps.empty else []
    return "\n\n".join([*parts, *notes]) + "\n"


def _kind(kind: str, gaps: pd.DataFrame) -> str:
    who = gaps["contact"].where(gaps["account"].isna(), gaps["contact"] + ", " + gaps["account"])
    who = who.fillna(gaps["contact"]).fillna(gaps["account"]).fillna("Nobody named")
    rows = zip(who, gaps["because"], gaps["next_touch"], gaps["due_on"], strict=True)
    lines = [f"  {name}: {because}. {touch} (due {day:%Y-%m-%d})." for name, because, touch, day in rows]
    return "\n".join([f"{kind[:1].upper()}{kind[1:]} ({len(gaps)})", *lines])
