"""Kinds, outcomes and statuses as Czech and Polish reps write them."""

import pytest

from sentia.workbook.files.cells import Cells
from sentia.workbook.meaning.fields import read_field

WORDS = [
    (
        ("activities", "kind"),
        {"Hovor": "call", "Schůzka": "meeting", "schuzka": "meeting", "Nabídka odeslána": "quote sent"},
    ),
    (("activities", "kind"), {"Spotkanie": "meeting", "Wysłano ofertę": "quote sent", "Notatka": "note"}),
    (("touches", "kind"), {"Telefonát": "call", "Rozmowa telefoniczna": "call"}),
    (("activities", "outcome"), {"Nedovoláno": "no answer", "Odmítl": "said no", "Zastižena": "reached"}),
    (("activities", "outcome"), {"Nie odebrano": "no answer", "Odmowa": "said no", "Poczta głosowa": "voicemail"}),
    (("activities", "direction"), {"Příchozí": "in", "Wychodzące": "out"}),
    (("accounts", "status"), {"Stávající zákazník": "customer", "Były klient": "former"}),
    (("quotes", "status"), {"Odmítnuto": "declined", "Zaakceptowana": "accepted"}),
    (("opportunities", "recurrence"), {"měsíčně": "monthly", "rocznie": "yearly"}),
]


@pytest.mark.parametrize(("slot", "words"), WORDS)
def test_the_words_of_a_rep_are_read_in_their_language(slot, words) -> None:
    assert read_field(slot, Cells.from_values(list(words))).values.tolist() == list(words.values())


def test_the_words_known_before_keep_their_meaning_and_their_place_in_what_is_wanted() -> None:
    read = read_field(("activities", "kind"), Cells.from_values(["Call", "nonsense"]))
    assert read.values.tolist()[0] == "call"
    assert read.wanted.startswith("call, email")
