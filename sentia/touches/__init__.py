"""What activities say: who was really reached, by whom and when, and what was promised either way."""

from sentia.touches.mail import MAILING, TEXT_KINDS, own_text
from sentia.touches.note_dates import away_until_said, day_back, day_said, may_rest, rests_until_said
from sentia.touches.promised import may_promise, promise_said
from sentia.touches.reached import (
    LONG_AGO,
    READ,
    READ_OFF,
    TALKED,
    YEAR,
    add_touch,
    counted_once,
    days_between,
    in_order,
    is_told_again,
    latest_of,
    log_starts,
    order_of,
    quiet_by,
    quiet_of,
    still_planned,
    unknown_as,
)

__all__ = [
    "LONG_AGO",
    "MAILING",
    "READ",
    "READ_OFF",
    "TALKED",
    "TEXT_KINDS",
    "YEAR",
    "add_touch",
    "away_until_said",
    "counted_once",
    "day_back",
    "day_said",
    "days_between",
    "in_order",
    "is_told_again",
    "latest_of",
    "log_starts",
    "may_promise",
    "may_rest",
    "order_of",
    "own_text",
    "promise_said",
    "quiet_by",
    "quiet_of",
    "rests_until_said",
    "still_planned",
    "unknown_as",
]
