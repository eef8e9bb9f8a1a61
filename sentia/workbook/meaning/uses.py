"""One column's use: which field it fills, how sure that is, and why."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Use:
    """A column (0 is A) under its header fills the field `slot` (subject, field), as sure as 0 to 1."""

    column: int
    header: str
    slot: tuple[str, str]
    confidence: float
    why: str
    is_explicit: bool = False
