"""Sentia prices a salesperson's next hour from the spreadsheet they already have.

The public calls, loaded when first used: `read_book`, `make_book`, `plan_day`, `follow_up_gaps`,
`coverage`, `score_opportunities`, `pipeline`, `customers`, `check`, `write_workbook`, `Playbook`.
"""

from importlib import import_module
from typing import Any

_HOMES = {
    "read_book": "sentia.workbook.from_files",
    "check": "sentia.workbook.from_files",
    "make_book": "sentia.book.making",
    "plan_day": "sentia.day.day",
    "follow_up_gaps": "sentia.follow_up.missing",
    "coverage": "sentia.follow_up.coverage",
    "score_opportunities": "sentia.day.scoring",
    "pipeline": "sentia.day.pipeline",
    "customers": "sentia.day.customers",
    "write_workbook": "sentia.workbook.writing",
    "Playbook": "sentia.playbook",
    "SentiaError": "sentia.errors",
}
__all__ = list(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"sentia has no {name!r}; it has {', '.join(_HOMES)}.")
    return getattr(import_module(_HOMES[name]), name)
