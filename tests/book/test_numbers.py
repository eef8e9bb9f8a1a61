import pytest

from sentia.book.making import make_book
from sentia.book.numbers import changed_numbers, fitting_numbers, numbers_of
from sentia.playbook import Playbook, playbook_from


def test_every_number_has_its_meaning_its_unit_and_a_range_around_its_default():
    numbers = numbers_of(Playbook())
    assert len({number.name for number in numbers}) == len(numbers)
    assert all(n.meaning and n.unit and n.source for n in numbers)
    assert all(n.default is None or n.low <= n.default <= n.high for n in numbers)


def test_what_a_rep_changed_is_told_from_the_defaults_and_makes_the_same_playbook():
    changed = {"touch_effect": 0.6, "minutes_live": {"quote": 15.0}, "quote_days": (3, 8), "work_starts": 480}
    assert changed_numbers(playbook_from(changed)) == changed
    assert changed_numbers(Playbook()) == {}


def test_a_book_carries_the_playbook_and_is_another_book_with_another_one():
    book = make_book()
    ours = book.with_playbook(playbook_from({"touch_effect": 0.6}))
    assert (book.playbook, ours.playbook.touch_effect) == (Playbook(), 0.6)
    assert ours.digest != book.digest


def test_numbers_that_only_fit_together_are_taken_together():
    numbers, sentences = fitting_numbers({"work_starts": 1100.0, "work_ends": 1300.0})
    assert (numbers, sentences) == ({"work_starts": 1100, "work_ends": 1300}, {})


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("open_share", 7.0, "wanted a number from 0 to 0.9"),
        ("open_share", "much", "found 'much'"),
        ("no such number", 1.0, "no number called"),
        ("minutes_live dancing", 1.0, "wanted a number for each of"),
        ("quote_days 2", 1.0, "each later than the one before"),
        ("touch_effect", 2.9, "between touch_effect_low and touch_effect_high"),
    ],
)
def test_a_number_that_does_not_fit_is_left_out_with_a_sentence_and_the_others_stay(name, value, why):
    numbers, sentences = fitting_numbers({name: value, "lead_days": 2.0})
    assert (numbers, list(sentences)) == ({"lead_days": 2.0}, [name])
    assert why in sentences[name]


def test_a_list_made_shorter_keeps_its_length():
    numbers, _ = fitting_numbers({"quote_days 3": None, "quote_days 4": None})
    assert numbers == {"quote_days": (3, 7)}
    assert [n.value for n in numbers_of(playbook_from(numbers)) if n.field == "quote_days"] == [3, 7, None, None]
