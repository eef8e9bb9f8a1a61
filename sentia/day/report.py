"""A day and scores as the JSON that the command line prints: strict, with null for what is missing."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from sentia.day.day import Day

ACTION_FIELDS = [
    *("rank", "action", "kind", "account", "contact", "account_id", "contact_id", "opportunity_id", "quote_id"),
    *("amount", "win_rate", "worth", "total", "progress_chance", "minutes", "expected_minutes"),
    *("gain", "gain_low", "gain_high", "return_per_hour", "starts_at", "ends_at", "because", "basis"),
]
WHOLE = ("rank", "minutes", "days_late")
CENTS, RATES = 2, 4


def day_report(day: Day) -> dict[str, Any]:
    """The day as plain values: dates as ISO text, local times as ISO text, money rounded to cents."""
    return {
        "on": f"{day.on:%Y-%m-%d}",
        "currency": day.currency,
        "money": day.money,
        "price_per_hour": plain(day.price_per_hour),
        "planned_gain": plain(day.planned_gain),
        "bound": plain(day.bound),
        "free_minutes": day.free_minutes,
        "guarantee_cost": plain(day.guarantee_cost),
        "actions": records(day.actions, ACTION_FIELDS),
        "left_out": records(day.left_out, [*ACTION_FIELDS, "why"]),
        "if_time": records(day.if_time, [*ACTION_FIELDS, "why"]),
        "notes": list(day.notes),
    }


def gaps_report(
    gaps: pd.DataFrame, on: pd.Timestamp, notes: Sequence[str] = (), coverage: Mapping[str, int] | None = None
) -> dict[str, Any]:
    """The follow-ups that are missing as plain values; `coverage` is left out where nobody counted it."""
    counted = {} if coverage is None else {"coverage": dict(coverage)}
    return {"on": f"{on:%Y-%m-%d}", "gaps": records(gaps, list(gaps.columns)), **counted, "notes": list(notes)}


def score_report(scored: pd.DataFrame, learned_from: int, notes: Sequence[str] = ()) -> dict[str, Any]:
    """The scores of open opportunities as plain values, with how many decided ones moved them, and notes."""
    fields = [name for name in scored.columns if name != "account_id"]
    return {"learned_from": learned_from, "opportunities": records(scored, fields), "notes": list(notes)}


def records(frame: pd.DataFrame, fields: list[str]) -> list[dict[str, Any]]:
    """One dictionary of plain values a row."""
    columns = [[plain(value, name) for value in frame[name].array] for name in fields]
    return [dict(zip(fields, row, strict=True)) for row in zip(*columns, strict=True)]


def plain(value: Any, name: str = "") -> Any:
    """A value as JSON can hold it: null for missing, ISO text for dates and times, rounded numbers.

    Examples
    --------
    >>> plain(float("nan")), plain(pd.Timestamp("2026-11-23 09:05")), plain(12.345), plain(3.0, "rank")
    (None, '2026-11-23T09:05', 12.35, 3)
    """
    if isinstance(value, list | dict):
        return value
    if value is None or pd.isna(value) or (isinstance(value, float) and np.isinf(value)):
        return None
    if isinstance(value, pd.Timestamp):
        return (
            f"{value:%Y-%m-%dT%H:%M}"
            if name.endswith("_at") or value != value.normalize()
            else f"{value:%Y-%m-%d}"
        )
    if isinstance(value, str | bool):
        return value
    if name in WHOLE:
        return int(value)
    return round(float(value), RATES if name in RATE_FIELDS else CENTS)


RATE_FIELDS = ("win_rate", "low", "high", "progress_chance")
