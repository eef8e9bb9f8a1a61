"""Everything planted in the territory, so that one can ask whether each fact is found."""

from itertools import cycle

from sample_data import deals, silences
from sample_data.longstanding import plant_longstanding
from sample_data.territory import Territory

SILENCES = (
    silences.won_not_thanked, silences.quotes, silences.information, silences.our_promises,
    silences.their_promises, silences.inbound,
)  # fmt: skip
DEALS = (
    deals.said_no, deals.blocked, deals.cooling_off, deals.due_today, deals.close_passed, deals.hopeless,
    deals.whale, deals.left_alone, deals.introductions,
)  # fmt: skip


def plant_all(territory: Territory, regulars: list[dict]) -> None:
    """Write every planted fact; the background has to keep away from them afterwards.

    Facts that a touch would undo sit at accounts that go silent on their day; the others at livelier ones.
    """
    customers = [a for a in regulars if a["status"] == "customer"]
    prospects = [a for a in regulars if a["status"] == "prospect"]
    silent, lively = iter([*customers[:12], *prospects[:6]]), cycle([*customers[12:], *prospects[6:]])
    for plant in SILENCES:
        plant(territory, silent)
    for plant in DEALS:
        plant(territory, lively)
    deals.same_person(territory, customers[12], customers[13])
    plant_longstanding(territory, movers_from=[customers[14], customers[15], prospects[6]])
