"""Every number a rep may argue with: in its range, or refused with a sentence."""

import dataclasses

import pytest

from sentia.book.numbers import numbers_of
from sentia.errors import BadPlaybook
from sentia.playbook import Playbook, playbook_from
from sentia.usual import RETIRED, retired_in


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"open_share": 1.5}, "Playbook, open_share: found 1.5, wanted a number from 0 to 0.9"),
        ({"open_share": "20%"}, "found '20%', wanted a number"),
        ({"open_share": True}, "found True, wanted a number"),
        ({"open_share": None}, "found None, wanted a number"),
        ({"cool_off": float("nan")}, "Playbook, cool_off: found nan, wanted a number"),
        ({"minutes_live": {"quote": 0}}, "Playbook, minutes_live quote: found 0, wanted a number from 1 to 480"),
        (
            {"minutes_live": {"coffee": 5}},
            "Playbook, minutes_live: wanted a number for each of enquiry, preparation, progress, qualify",
        ),
        ({"minutes_live": 12}, "Playbook, minutes_live: wanted a number for each of"),
        ({"quote_days": []}, "quote_days must be one or more days, each later than the one before"),
        ({"quote_days": [7, 3]}, "quote_days must be one or more days"),
        ({"quote_days": [0, 3]}, "Playbook, quote_days: found 0, wanted a number from 1 to 365"),
        ({"quote_days": 7}, "quote_days must be one or more days"),
        ({"attempt_days": [3, 2]}, "attempt_days must be one or more days, each later than the one before"),
        ({"country": "Spain"}, "Playbook, country: found 'Spain', wanted a country's two letters, such as US"),
        ({"work_ends": 8 * 60}, "The working day must end after it starts"),
        ({"touch_effect": 2}, "touch_effect must lie between touch_effect_low and touch_effect_high"),
        ({"luck": 1}, "The playbook has no number called 'luck'"),
    ],
)
def test_a_number_that_cannot_be_meant_is_refused_with_a_sentence(given, sentence):
    with pytest.raises(BadPlaybook, match=sentence):
        playbook_from(given)


def test_a_table_given_in_part_keeps_its_other_lines():
    playbook = playbook_from({"minutes_live": {"quote": 15}, "quote_days": [2, 9]})
    assert (playbook.minutes_live["quote"], playbook.minutes_live["grow"]) == (15, 25)
    assert playbook.quote_days == (2, 9)


def test_what_the_playbook_once_had_changes_nothing_and_is_named():
    given = {"cadence_ideal": {"open deal": 10.0, "customer": 20.0}}
    assert playbook_from(given) == playbook_from({"cadence_ideal": {"customer": 20.0}})
    assert retired_in(given) == ["cadence_ideal open deal"]
    assert not RETIRED & {number.name for number in numbers_of(Playbook())}


def test_a_limit_may_be_set_for_any_kind_but_no_other():
    assert playbook_from({"day_limits": {"quote": 4}}).day_limits["quote"] == 4
    with pytest.raises(BadPlaybook, match="day_limits"):
        playbook_from({"day_limits": {"coffee": 4}})


@pytest.mark.parametrize(
    ("rates", "money", "worth"),
    [
        ({}, "sales", 1),
        ({"margin_rate": 0.4}, "margin", 0.4),
        ({"margin_rate": 0.4, "commission_rate": 0.1}, "commission", 0.1),
    ],
)
def test_money_means_sales_until_a_margin_or_a_commission_is_stated(rates, money, worth):
    playbook = Playbook(**rates)
    assert (playbook.money, playbook.worth_of_a_dollar) == (money, worth)


def test_any_change_changes_the_digest_and_the_same_numbers_do_not():
    assert Playbook().digest == Playbook().digest == playbook_from({"minutes_live": {}}).digest
    digests = {playbook_from(given).digest for given in ({}, {"cool_off": 4}, {"minutes_live": {"quote": 13}})}
    assert len(digests) == 3


def test_a_playbook_is_not_changed_but_made_anew():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Playbook().cool_off = 5
