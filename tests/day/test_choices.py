"""The candidates as arrays."""

from planning_frames import candidates

from sentia.day.planning.choices import choices
from sentia.day.planning.limits import Limits

GAPS = [(540, 600), (660, 700)]


def test_what_is_due_at_ten_may_not_end_later_unless_it_is_late_already():
    book = choices(candidates(due={"due_at": 600}, late={"due_at": 545}), GAPS, Limits(60))
    assert book.closes.tolist() == [600, 1440]
    assert book.fits.tolist() == [[True, False], [True, True]]


def test_part_minutes_of_a_window_are_not_used():
    book = choices(candidates(call={"earliest": 549.5, "latest": 560.5}), GAPS, Limits(60))
    assert (book.opens[0], book.closes[0]) == (550, 560)


def test_an_unknown_gain_counts_nothing_and_stays_unknown():
    book = choices(candidates(known={"gain": 1.239}, unknown={}), GAPS, Limits(60))
    assert (book.gain.tolist(), book.is_priced.tolist()) == ([1.24, 0.0], [True, False])


def test_a_call_does_its_parts_and_what_is_not_there_is_ignored():
    book = choices(candidates(both={"serves": ("deal", "gone")}, deal={}), GAPS, Limits(60))
    assert sorted(book.doing(1).tolist()) == [0, 1]
    assert book.doing(0).tolist() == [0]


def test_partners_are_those_who_share_a_person_or_an_account():
    ana, bo = ("person:ana", "account:ACME"), ("person:bo", "account:ACME")
    book = choices(
        candidates(a={"groups": ana}, b={"groups": bo}, c={"groups": ("person:c",)}, d={}), GAPS, Limits(60)
    )
    assert book.partners(0) == [0, 1]
    assert book.partners(3) == []
    assert book.sharing([1]).tolist() == [True, True, False, False]
