"""Whose word it was: machines, mailings, calls that were taken, and what they promised themselves."""

import pandas as pd
import pytest

from sentia.book import schema
from sentia.touches import add_touch, still_planned

ON = pd.Timestamp("2026-11-23")
OURS = {"kind": "email", "direction": "out", "subject": "Our offer"}
THEIRS = {"kind": "email", "direction": "in", "subject": "Re: Our offer"}


def said(*rows):
    named = [
        {"activity_id": str(n), "contact_id": "Ana", "account_id": "Acme", "done_at": "2026-11-16 10:00"} | row
        for n, row in enumerate(rows)
    ]
    return add_touch(schema.conform("activities", pd.DataFrame(named)), ON)


def one(**row):
    return said(THEIRS | row).iloc[0]


@pytest.mark.parametrize(
    ("subject", "notes", "who"),
    [
        ("Out of office", "Back on 3 December.", "away"),
        ("AW: Abwesenheitsnotiz: Angebot", "Ich bin bis zum 3.12. im Urlaub.", "away"),
        ("Réponse automatique : votre offre", "Je suis en congé jusqu'au 3 décembre.", "away"),
        ("Respuesta automática: oferta", "Estoy de vacaciones hasta el 3 de diciembre", "away"),
        ("Automatická odpověď: nabídka", "Jsem na dovolené do 3. 12.", "away"),
        ("Autoodpowiedź", "Jestem na urlopie do 3 grudnia", "away"),
        ("Re: Our offer", "I am on leave until 3 December. In urgent cases contact my colleague.", "away"),
        ("Mail delivery failed: returning message to sender", None, "bounced"),
        ("Unzustellbar: Angebot", None, "bounced"),
        ("Non remis : votre offre", None, "bounced"),
        ("Unsubscribe", None, "stop"),
        ("Re: Our offer", "Please take me off your list.", "stop"),
        ("Re: Angebot", "Bitte nehmen Sie mich aus Ihrem Verteiler.", "stop"),
        ("Re: oferta", "Dejen de escribirme, por favor", "stop"),
        ("Re: Our offer", "Ana no longer works here.", "left"),
        ("Re: Angebot", "Frau Berg ist nicht mehr bei uns.", "left"),
    ],
)
def test_what_a_machine_or_a_last_wish_says_is_nobodys_word(subject, notes, who):
    row = one(subject=subject, notes=notes)
    assert row["automatic"] == who
    assert not row[["is_touch", "is_attempt", "is_asking", "is_inbound", "is_word"]].any()


@pytest.mark.parametrize(
    "subject", ["Out of office", "Automatisch antwoord: prijs", "Risposta automatica: prezzo"]
)
def test_who_is_away_is_back_on_the_day_that_the_answer_names(subject):
    assert one(subject=subject, notes="Back on 3 December.")["back_on"] == pd.Timestamp("2026-12-03")


@pytest.mark.parametrize(
    ("subject", "notes"),
    [
        ("Re: Our offer", "No problem, when can you deliver?"),
        ("Out of office chairs", "Do you sell them?"),
        ("Re: Our offer", "I am away next week, can you call on Monday?"),
        ("Re: Our offer", "The pump no longer works at full speed. What now?"),
        ("Re: Our offer", "Please do not stop writing me, I like it"),
        ("Re: Our offer", "Fine with us.\nOn Monday Pat wrote:\nTo unsubscribe me from the list, click here"),
        ("Absence de réponse", "Avez-vous reçu notre demande ?"),
        ("Urlaubskasse neu drucken", "Bitte um ein Angebot"),
    ],
)
def test_what_only_sounds_like_it_is_their_word_and_wants_an_answer(subject, notes):
    row = one(subject=subject, notes=notes)
    assert pd.isna(row["automatic"])
    assert row["is_asking"]


@pytest.mark.parametrize(
    "taken",
    [{"minutes": 25.0}, {"outcome": "done"}, {"outcome": "reached"}, {"kind": "meeting", "outcome": "done"}],
)
def test_a_call_of_theirs_that_was_taken_is_a_touch_and_no_debt(taken):
    row = one(**{"kind": "call"} | taken)
    assert row["is_touch"]
    assert not row["is_asking"]


@pytest.mark.parametrize("missed", [{"outcome": "no answer"}, {"outcome": "voicemail", "minutes": 1.0}, {}])
def test_a_call_of_theirs_that_nobody_took_wants_a_call_back(missed):
    assert one(**{"kind": "call"} | missed)["is_asking"]


def test_a_mail_that_a_colleague_was_answered_in_the_same_thread_owes_nothing():
    answer = OURS | {"contact_id": "Bo", "subject": "AW: Re: Our offer", "done_at": "2026-11-17 09:00"}
    assert not said(THEIRS, answer)["is_asking"].iloc[0]
    assert said(THEIRS, answer | {"subject": "Christmas"})["is_asking"].iloc[0]
    assert said(THEIRS, answer | {"account_id": "Birch"})["is_asking"].iloc[0]


@pytest.mark.parametrize(
    ("notes", "waits"),
    [
        ("I will check and come back to you by 27 November.", False),
        ("Wir melden uns bis zum 27.11. bei Ihnen", False),
        ("Odezwę się do 27 listopada", False),
        ("I will come back to you by 27 November. Which colours are there?", True),
        ("I will think about it", True),
    ],
)
def test_who_promises_a_day_and_asks_nothing_waits_for_no_answer(notes, waits):
    assert one(notes=notes)["is_asking"] == waits


def test_one_subject_to_ten_people_in_a_day_is_a_mailing_and_not_even_a_try():
    many = [OURS | {"subject": "Winter news", "contact_id": f"C{n}"} for n in range(10)]
    assert not said(*many)[["is_touch", "is_attempt", "is_word"]].any(axis=None)
    assert said(*many[:9])["is_attempt"].all()
    apart = [row | {"done_at": f"2026-11-{n + 1:02} 10:00"} for n, row in enumerate(many)]
    assert said(*apart)["is_attempt"].all()


PLANNED = {"kind": "meeting", "activity_id": "1", "subject": "Demo"}


@pytest.mark.parametrize(
    ("row", "is_step"),
    [
        ({"done_at": "2026-11-26 10:00"}, True),
        ({"done_at": "2026-11-26 10:00", "outcome": "planned"}, True),
        ({"done_at": "2026-11-26 10:00", "outcome": "cancelled"}, False),
        ({"due_on": "2026-11-26"}, True),
        ({"due_on": "2026-11-20", "outcome": "cancelled"}, False),
        ({"due_on": "2026-12-20", "outcome": "done"}, False),
        ({"done_at": "2026-11-20 10:00", "outcome": "no show"}, False),
        ({"done_at": "2026-11-20 10:00"}, False),
    ],
)
def test_what_is_booked_is_a_step_what_is_called_off_or_finished_is_none(row, is_step):
    log = schema.conform("activities", pd.DataFrame([PLANNED | row]))
    assert len(still_planned(log, ON)) == is_step
