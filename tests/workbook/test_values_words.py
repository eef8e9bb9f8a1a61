"""Columns of text, ids, yes or no, and listed words."""

from datetime import date, datetime, timedelta

import pyarrow as pa
import pytest

from sentia.book.schema import column
from sentia.vocabulary import spellings
from sentia.workbook.files.cells import Cells
from sentia.workbook.values import read_choice, read_flag, read_ids, read_text
from sentia.workbook.values.typed import fold
from sentia.workbook.values.words import plain_words


def _texts(*values):
    return [None if value != value else value for value in read_text(Cells.from_values(values)).values]


def test_a_number_in_a_text_column_is_shown_as_the_rep_sees_it():
    assert _texts(501.0, 12.5, -3.0, 0.1, True, date(2026, 3, 31), datetime(2026, 3, 31, 14, 30)) == [
        "501",
        "12.5",
        "-3",
        "0.1",
        "Yes",
        "2026-03-31",
        "2026-03-31 14:30",
    ]
    assert _texts(timedelta(minutes=90)) == ["1:30"]


def test_spaces_around_and_copied_marks_do_not_make_another_company():
    assert _texts("Acme\u00a0Corp ", "\u200bAcme Corp", "\tAcme Corp\n") == ["Acme Corp"] * 3


def test_a_person_called_null_stays_and_a_repeated_null_is_a_blank():
    names = ["Ann"] * 499
    assert read_text(Cells.from_values([*names, "Null"])).values.isna().sum() == 0
    assert read_text(Cells.from_values([*names[:200], *["null"] * 3])).values.isna().sum() == 3


def test_a_person_called_not_available_stays_and_a_repeated_one_is_a_blank_and_it_is_said():
    names = ["Ann"] * 9
    assert read_text(Cells.from_values([*names, "N/A"]), is_name=True).values.tolist()[-1] == "N/A"
    assert read_text(Cells.from_values([*names, "N/A"])).values.isna().sum() == 1
    read = read_text(Cells.from_values([*names, *["N/A"] * 3]), is_name=True)
    assert read.values.isna().sum() == 3
    assert read.notes == ("“N/A” in row 10 and 2 cells like it read as nothing",)


def test_a_word_is_a_blank_from_three_cells_and_one_in_a_hundred():
    others = ["Ann"] * 97
    assert read_text(Cells.from_values([*others, "none", "none"])).values.isna().sum() == 0
    assert read_text(Cells.from_values([*others, "none", "None", "NONE"])).values.isna().sum() == 3
    assert read_text(Cells.from_values([*["Ann"] * 298, *["none"] * 3])).values.isna().sum() == 0


def test_dashes_and_what_programs_write_for_nothing_are_blanks_at_once():
    assert _texts("-", "--", "—", "N/A", "n/a", "#N/A", "(none)", "--None--", "  ", "...", "TBD") == [None] * 11


def test_text_of_several_lines_keeps_them():
    assert _texts("Called.\nWants a quote") == ["Called.\nWants a quote"]


def test_a_failed_formula_written_as_text_is_a_fault():
    assert read_text(Cells.from_values(["Acme", "#REF!", "#NAME?"])).unread.tolist() == [1, 2]


def test_an_id_keeps_its_zeros_and_loses_a_programs_decimals():
    assert read_ids(Cells.from_values(["00501", 12345.0, "A-7"])).values.tolist() == ["00501", "12345", "A-7"]
    assert read_ids(Cells.from_values(["1.0", "2.0", None])).values.tolist()[:2] == ["1", "2"]


def test_ids_with_a_real_decimal_among_them_keep_it():
    assert read_ids(Cells.from_values(["1.0", "1.5"])).values.tolist() == ["1.0", "1.5"]


def test_a_long_id_is_exact_as_far_as_the_spreadsheet_kept_it():
    exact = read_ids(Cells.from_values([2**53, 1234567890123456]))
    assert exact.values.tolist() == ["9007199254740992", "1234567890123456"]
    assert exact.notes == ()
    assert len(read_ids(Cells.from_values([float(2**53 + 2)])).notes) == 1


@pytest.mark.parametrize(
    "word",
    ["yes", "Y", "TRUE", "x", "1", 1, True, "ja", "Oui", "Sí", "si", "✓", "sim", "ano", "tak", "✅", "Prawda"],
)
def test_yes_in_any_of_its_spellings(word):
    assert read_flag(Cells.from_values([word])).values.tolist() == [True]


@pytest.mark.parametrize(
    "word", ["no", "N", "False", "0", 0, False, "nein", "Non", "não", "nee", "ne", "nie", "❌", "Fałsz"]
)
def test_no_in_any_of_its_spellings(word):
    assert read_flag(Cells.from_values([word])).values.tolist() == [False]


@pytest.mark.parametrize("word", ["won", "lost", "maybe", 2, 0.5])
def test_won_and_lost_are_neither_yes_nor_no(word):
    read = read_flag(Cells.from_values([word]))
    assert read.values.isna().all()
    assert read.unread.tolist() == [0]


KINDS = {
    "call": "Call, Phone Call, phone call, Outbound Call, CALL, Calls, Anruf",
    "email": "Email, E-mail, E-Mails, ListEmail, mail",
    "message": "SMS, WhatsApp, LinkedIn, LinkedIn message, Message, Letter, Fax",
    "meeting": "Meeting, Event, Appointment, Lunch, Termin, Réunion, video call",
    "visit": "Visit, site visit, on-site, Besuch",
    "demo": "Demo, product demo",
    "info sent": "Info sent, info_sent, Sent brochure",
    "quote sent": "Quote sent, sent proposal, Angebot versendet",
    "favour": "Favour, favor, introduction made",
    "note": "Note, NOTES, None",
    "task": "Task, To-Do, To Do, Deadline, Upload Document, Ship",
    "touch": "Follow-up, Thank you, Other",
}
OUTCOMES = {
    "reached": "Connected, Interested, spoke with, Erreicht",
    "done": "Completed, erledigt",
    "no answer": "No answer, Busy, Wrong number, keine Antwort",
    "no show": "no-show, nicht erschienen",
    "cancelled": "Canceled, Rescheduled, verschoben",
    "planned": "Scheduled, Not Started, geplant",
    "stop": "Do not call, Unsubscribed",
    "voicemail": "Left voicemail, left VM, Left live message, LVM",
    "replied": "Replied, reply received",
    "said no": "Not interested, Said no, Declined, no thanks, Kein Interesse",
}


@pytest.mark.parametrize(
    ("mapping", "listed"),
    [(spellings("activity kinds"), KINDS), (spellings("outcomes"), OUTCOMES)],
    ids=["activities", "outcomes"],
)
def test_the_words_of_vendors_and_reps_are_known(mapping, listed):
    pairs = [(word, kind) for kind, words in listed.items() for word in words.split(", ")]
    read = read_choice(Cells.from_values([word for word, _ in pairs]), mapping)
    assert dict(pairs) == {word: found for (word, _), found in zip(pairs, read.values, strict=True)}


def test_other_columns_of_listed_words():
    def one(word, mapping):
        return read_choice(Cells.from_values([word]), mapping).values[0]

    assert one("Incoming", spellings("directions")) == "in"
    assert one("SENT", spellings("directions")) == "out"
    assert one("Ex-customer", spellings("account status")) == "former"
    assert one("in-contract", spellings("account status")) == "customer"
    assert one("Quotation Sent", spellings("quote status")) == "sent"
    assert one("Denied", spellings("quote status")) == "declined"
    assert one("per month", spellings("recurrences")) == "monthly"
    assert one("Purchasing", spellings("parties")) == "procurement"


def test_unknown_words_are_left_out_and_listed():
    read = read_choice(Cells.from_values(["Call", "Seance", 5, None, "-"]), spellings("activity kinds"))
    assert read.values.isna().tolist() == [False, True, True, True, True]
    assert read.unread.tolist() == [1, 2]
    assert read.wanted == (
        "call, email, message, meeting, visit, demo, info sent, quote sent, favour, note, task or touch"
    )


LISTED = ["activity kinds", "account status", "directions", "outcomes", "parties", "quote status", "recurrences"]


@pytest.mark.parametrize("name", LISTED)
def test_no_spelling_means_two_things(name):
    mapping = spellings(name)
    meanings = {}
    for plain, word in zip(plain_words(fold(pa.array(list(mapping)))).to_pylist(), mapping.values(), strict=True):
        assert meanings.setdefault(plain, word) == word, plain


@pytest.mark.parametrize(
    ("table", "field", "mapping"),
    [
        ("accounts", "status", spellings("account status")),
        ("activities", "direction", spellings("directions")),
        ("opportunities", "recurrence", spellings("recurrences")),
        ("opportunities", "waiting_on", spellings("parties")),
    ],
)
def test_every_listed_word_is_one_the_book_may_hold(table, field, mapping):
    assert set(mapping.values()) == set(column(table, field).choices)


@pytest.mark.parametrize("is_name", [True, False])
def test_an_empty_cell_as_a_script_writes_it_is_empty_and_a_person_called_nan_is_not(is_name):
    read = read_text(Cells.from_values(["nan", "Nan", "NaT", "<NA>", "Nan Ito"]), is_name)
    assert read.values.dropna().tolist() == ["Nan", "Nan Ito"]


@pytest.mark.parametrize("is_name", [True, False])
def test_an_empty_cell_as_a_database_or_a_script_writes_it_is_a_blank_even_once(is_name):
    written = ["NULL", "None", "undefined", "#N/A", "\\N", "nan"]
    read = read_text(Cells.from_values(["Ann Lee", "Bo Ray", *written]), is_name=is_name).values
    assert read.tolist()[:2] == ["Ann Lee", "Bo Ray"]
    assert read.isna().sum() == len(written)


def test_in_a_column_of_capitals_somebody_may_be_called_null():
    read = read_text(Cells.from_values(["LEE", "RAY", "NULL"]), is_name=True).values
    assert read.tolist() == ["LEE", "RAY", "NULL"]
