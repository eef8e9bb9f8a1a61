"""How many minutes of a day are kept for those who wait: so many that nobody waits too long, and no more."""

import numpy as np
import pytest
from small_books import actions_of, call, days_ago, deal, desk_of, person

from sentia.day.day import plan_day
from sentia.day.musts import with_musts
from sentia.day.reserve import days_left, minutes_needed
from sentia.day.stretch import Stretch
from sentia.playbook import Playbook


def candidates_and_desk(**tables):
    desk = desk_of(**tables)
    return with_musts(actions_of(**tables), desk.on, desk.playbook, Stretch([], 0)), desk


def silent(count, days):
    """Deals with a quote, each spoken to so many days ago."""
    keys = [f"{n:03d}" for n in range(count)]
    return {
        "opportunities": [deal(key) for key in keys],
        "contacts": [person(key) for key in keys],
        "activities": [call(key, days) for key in keys],
    }


def declined(days, count=1):
    keys = [f"{n:03d}" for n in range(count)]
    closed = {"status": "lost", "closed_on": days_ago(days), "lost_reason": "No decision", "stage": None}
    return {"opportunities": [deal(k, **closed) for k in keys], "contacts": [person(k) for k in keys]}


def test_where_nobody_waits_no_minute_is_kept():
    possible, desk = candidates_and_desk(opportunities=[deal()], activities=[call(days=4)], contacts=[person()])
    assert minutes_needed(possible.assign(waiting=np.nan), desk) == 0


def test_twice_as_many_who_wait_need_twice_the_minutes():
    # A quote may be silent for 14 days; 40 deals of 15 minutes are past that, within 20 working days: 30 a day,
    # less half a line for the one that is served whole, in steps of five minutes: 22.5 and 52.5.
    assert minutes_needed(*candidates_and_desk(**silent(40, 60))) == 20
    assert minutes_needed(*candidates_and_desk(**silent(80, 60))) == 50


def test_who_is_not_silent_for_too_long_yet_has_the_more_days():
    early, late = (days_left(*candidates_and_desk(**silent(1, days))).iloc[0] for days in (9, 60))
    assert late == 20
    assert early > late


def test_a_fresh_look_has_its_window():
    # nine months ago and six days: of the window of ten working days, 14 days, eight are left
    assert days_left(*candidates_and_desk(**declined(276))).tolist() == pytest.approx([8 * 5 / 7])
    assert days_left(*candidates_and_desk(**declined(284))).tolist() == [1]


def test_somebody_who_waits_is_served_each_day_before_those_who_pay_more():
    # 40 deals of $24,000 due today, 60 of $90 that have been silent for ten weeks
    small = [str(n) for n in range(60)]
    rows = silent(40, 9)
    rows["opportunities"] += [deal(key, amount=90.0) for key in small]
    rows["contacts"] += [person(key) for key in small]
    rows["activities"] += [call(key, 70) for key in small]
    day = plan_day(desk_of(**rows).book, "2026-11-23", Playbook())
    served = day.actions.loc[day.actions["is_guaranteed"], "amount"]
    assert len(served)
    assert served.eq(90).all()
    assert 0 < day.guarantee_cost < 0.2 * day.planned_gain
