import json
from pathlib import Path

import pytest

from sentia.book import schema
from sentia.workbook.meaning import vocabulary
from sentia.workbook.meaning.vocabulary import exact_meanings, subject_named


def said(header: str) -> set[tuple[str, str]]:
    return {meaning.slot for meaning in exact_meanings(header)}


@pytest.mark.parametrize(
    ("header", "slot"),
    [
        ("StageName", ("opportunities", "stage")),
        ("CloseDate", ("opportunities", "expected_close_on")),
        ("property_dealname", ("opportunities", "name")),
        ("Expected close date", ("opportunities", "expected_close_on")),
        ("Done time", ("activities", "done_at")),
        ("Sent date", ("quotes", "sent_on")),
        ("Created", ("opportunities", "created_on")),
        ("loss_reason", ("opportunities", "lost_reason")),
        ("Deal - Title*", ("opportunities", "name")),
        ("Account name:", ("accounts", "name")),
        ("Opportunity_Est. revenue", ("opportunities", "amount")),
        ("Amount (EUR)", ("opportunities", "amount")),
        ("Call Duration (seconds)", ("activities", "minutes")),
        ("Trato - Organización", ("accounts", "name")),
        ("last_seen", ("touches", "done_at")),
    ],
)
def test_a_header_is_known_however_it_is_written(header, slot):
    assert slot in said(header)


@pytest.mark.parametrize("table", schema.IN_FILES)
def test_every_column_is_known_by_its_own_name_with_spaces_and_any_capitals(table):
    own = [c.name for c in schema.TABLES[table] if c.name not in schema.LINKS or c.name == schema.IDS.get(table)]
    for name in own:
        assert (table, name) in said(name.replace("_", " ").upper()), name


def test_a_bare_word_leaves_open_whose_it_is_and_a_prefix_says_it():
    assert {("opportunities", "name"), ("contacts", "title")} <= said("Title")
    assert said("Contact title") == {("contacts", "title")}


def test_words_nobody_uses_mean_nothing():
    assert exact_meanings("Favourite colour") == ()


def test_a_sheet_of_order_details_is_lines_and_a_pivot_is_nothing():
    assert [subject_named(n) for n in ("Customer orders", "Order details", "Pivot")] == ["orders", "lines", "left"]


def test_every_field_of_the_data_is_read_as_some_kind():
    data = json.loads(Path(vocabulary.__file__).with_name("vocabulary.json").read_text(encoding="utf-8"))
    for table in schema.TABLES:
        known = {*schema.fields(table), "is_won", "is_lost", "is_closed", "is_done", "about", "recurring"}
        known |= {"first_name", "last_name"}
        assert set(data["fields"].get(table, {})) <= known
