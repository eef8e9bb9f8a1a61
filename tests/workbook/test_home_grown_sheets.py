"""What a row is on a home-grown sheet called nothing in particular, by its columns and what is in them."""

import pytest
from made_sheets import fields_of, sheet

from sentia.workbook.meaning.evidence import with_half_names
from sentia.workbook.meaning.profiles import profile
from sentia.workbook.recognition import recognise

DEALS = sheet(
    "Book", ["Company", "Deal value", "Stage"], ["Alder Ltd", 1200, "Proposal"], ["Birch Ltd", 800, "Won"]
)
DAYS = ["2026-12-01", "2026-12-09", "2026-12-14", "2026-12-18"]
FIRMS = ["Alder Ltd", "Birch Ltd", "Cedar Foods", "Dune Labs"]


def told(headers, *columns):
    rows = [list(row) for row in zip(*columns, strict=True)]
    return recognise([sheet("Sheet1", headers, *rows), DEALS]).sheets[0]


@pytest.mark.parametrize(
    ("headers", "tasks", "states"),
    [
        (
            ["Title", "State", "Deadline", "Finished on"],
            ["Send the price list", "Call Alder about the pump", "Book a hall", "Prepare the demo"],
            ["Done", "In progress", "Not started", "Done"],
        ),
        (
            ["Aufgabe", "Status", "Frist", "Erledigt am"],
            ["Preisliste schicken", "Alder anrufen", "Halle buchen", "Vorführung planen"],
            ["Erledigt", "In Bearbeitung", "Offen", "Erledigt"],
        ),
        (
            ["Tâche", "État", "Échéance", "Terminée le"],
            ["Envoyer le tarif", "Appeler Alder", "Réserver la salle", "Préparer la démo"],
            ["Terminée", "En cours", "À faire", "Terminée"],
        ),
        (
            ["Tarea", "Estado", "Fecha límite", "Terminada el"],
            ["Enviar la tarifa", "Llamar a Alder", "Reservar sala", "Preparar la demo"],
            ["Hecho", "En curso", "Pendiente", "Hecho"],
        ),
    ],
)
def test_what_is_to_be_done_by_a_day_without_any_money_is_tasks(headers, tasks, states):
    found = told(headers, tasks, states, DAYS, ["2026-11-30", "", "", "2026-11-27"])
    assert found["used_as"][0] == "activities"
    assert fields_of(found)[headers[0]] == ["activities.subject"]
    assert fields_of(found)[headers[2]] == ["activities.due_on"]


@pytest.mark.parametrize("headers", [["What", "Customer", "Sum", "State", "Decision by"]])
def test_what_has_a_sum_and_a_decision_is_a_deal(headers):
    stages = ["Proposal", "Won", "Negotiation", "Lost"]
    found = told(headers, ["Pumps", "Valves", "Lights", "Doors"], FIRMS, [900, 4000, 12000, 700], stages, DAYS)
    assert found["used_as"][0] == "opportunities"


@pytest.mark.parametrize(
    ("headers", "columns"),
    [
        (
            ["Rep", "Month", "Goal", "Reached"],
            [["Ann", "Bo", "Ann", "Bo"], ["January"] * 4, [9, 8, 7, 6], [5, 9, 6, 6]],
        ),
        (
            ["Sale", "Old stage", "New stage", "Moved on"],
            [["D1", "D2"], ["New", "Visit"], ["Visit", "Won"], DAYS[:2]],
        ),
    ],
)
def test_targets_and_what_changed_are_no_deals(headers, columns):
    assert told(headers, *columns)["used_as"] == []


@pytest.mark.parametrize(
    ("step", "day"),
    [("Next step", "Step date"), ("Próximo paso", "Fecha del paso"), ("Nächster Schritt", "Datum des Schritts")],
)
def test_the_day_of_a_step_is_the_next_steps(step, day):
    rows = [FIRMS, ["Lead", "Proposal", "Lead", "Proposal"], [900, 4000, 12000, 700]]
    steps = ["Send the plans", "Call Ann", "Visit them", "Write the quote"]
    found = told(["Company", "Stage", "Amount", step, day], *rows, steps, DAYS)
    assert fields_of(found)[step] == ["opportunities.next_step"]
    assert fields_of(found)[day] == ["opportunities.next_step_on"]


@pytest.mark.parametrize(("first", "last"), [("Vorname", "Name"), ("Prénom", "Nom"), ("Nombre", "Apellidos")])
def test_a_bare_name_beside_half_a_name_is_the_other_half(first, last):
    firms = ["Alder Ltd", "Birch Ltd", "Alder Ltd", "Birch Ltd"]
    mails = ["ann@alder.example", "bo@birch.example", "cleo@alder.example", "dan@birch.example"]
    people = recognise(
        [
            sheet(
                "Sheet1",
                [first, last, "E-Mail", "Firma"],
                *zip(["Ann", "Bo", "Cleo", "Dan"], ["Lee", "Ray", "Orr", "Fox"], mails, firms, strict=True),
            )
        ]
    )
    (contacts,) = [table for table in people.tables if table.table == "contacts"]
    assert sorted(contacts.frame["name"]) == ["Ann Lee", "Bo Ray", "Cleo Orr", "Dan Fox"]


def test_two_bare_names_are_no_halves():
    assert with_half_names(["Vorname", "Name", "Name 2"]) == ("Vorname", "Name", "Name 2")
    assert with_half_names(["First name", "Product name"]) == ("First name", "Product name")
    assert with_half_names(["First name", "Last name", "Name"]) == ("First name", "Last name", "Name")


def test_a_phrase_is_more_than_a_name_and_a_month_no_day():
    assert profile(["Call Alder about it", "Send the list"], 1)["phraseish"] == 1
    assert "phraseish" not in profile(["Elm & Sons", "Ann Lee", "Grand Hotel"], 1)
    assert profile(["March", "Q2", "2026-07"], 1)["monthish"] == 1
