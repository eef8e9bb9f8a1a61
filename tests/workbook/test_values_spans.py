"""How often somebody should hear from us, as people write it."""

import pytest

from sentia.workbook.files.cells import Cells
from sentia.workbook.values import read_days


@pytest.mark.parametrize(
    ("written", "days"),
    [
        *((30, 30), ("45", 45), ("90 days", 90), ("2w", 14), ("3 months", 90), ("1.5 years", 547.5)),
        *(("Weekly", 7), ("every other week", 14), ("fortnightly", 14), ("monthly", 30), ("Every month", 30)),
        *(("every 2 weeks", 14), ("quarterly", 91), ("once a quarter", 91), ("twice a year", 182.5)),
        *(("4 x per year", 91.25), ("2x/month", 15), ("annually", 365)),
        *(("alle 2 Wochen", 14), ("vierteljährlich", 91), ("1x im Jahr", 365), ("tous les 3 mois", 90)),
        *(("mensuel", 30), ("cada 15 días", 15), ("ogni mese", 30), ("trimestral", 91), ("maandelijks", 30)),
    ],
)
def test_how_often_is_read_in_days(written, days):
    assert read_days(Cells.from_values([written])).values.tolist() == [pytest.approx(days)]


NO_PACE = ["as needed", "every", "bimonthly", "0x a year", -30, 1e9, "900 years", "x" * 50]


@pytest.mark.parametrize("written", NO_PACE)
def test_what_says_no_days_is_a_fault_and_no_guess(written):
    read = read_days(Cells.from_values([written]))
    assert read.values.isna().all()
    assert read.unread.tolist() == [0]


@pytest.mark.parametrize("written", [0, "0", "-", "n/a", None])
def test_nothing_and_zero_say_nothing(written):
    read = read_days(Cells.from_values([written, "monthly"]))
    assert read.unread.tolist() == []
    assert read.values.isna().tolist() == [True, False]


def test_the_header_says_what_plain_numbers_count():
    assert read_days(Cells.from_values([2, "3", "10 days"]), "Contact every (weeks)").values.tolist() == [
        14,
        21,
        10,
    ]
    assert read_days(Cells.from_values([2]), "Besuch alle x Monate").values.tolist() == [60]
