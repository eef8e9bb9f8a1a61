"""The follow-ups that are missing as a text to read."""

from small_books import ON, deal, person
from small_gaps import day, gaps_on

from sentia.follow_up.listing import gaps_listing


def test_each_kind_has_its_heading_and_each_gap_its_line():
    found = gaps_on(ON, {"contacts": [person()], "opportunities": [deal(expected_close_on=day("11-18"))]})
    text = gaps_listing(found, ON, ["No activity log."])
    assert text.startswith("Follow-ups for Monday 23 November 2026\n\nClose date passed (1)\n")
    line = "  Ann 1, A1: Expected by 18 November; still open. Give it a new date, or close it (due 2026-11-19)."
    assert line in text.splitlines()
    assert text.endswith("\n\nNo activity log.\n")
