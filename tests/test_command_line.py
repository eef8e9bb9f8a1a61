"""The command line: JSON and nothing else on stdout, or one line on stderr and exit code 2."""

import json
import subprocess
import time
from pathlib import Path

import pytest
from bad_files import BAD_FILES
from clocks import at, clocked

from sentia.__main__ import main

ROOT = Path(__file__).parents[1]
FIRST_DAY = str(ROOT / "sample_data" / "first_day.xlsx")
SECONDS = 20  # a slow shared machine; most answers take two or three


def sentia(*arguments: str) -> subprocess.CompletedProcess:
    command = clocked("sentia", *arguments)
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)


def strict(text: str) -> dict:
    def refuse(constant: str) -> None:
        raise ValueError(f"{constant} is not JSON")

    return json.loads(text, parse_constant=refuse)


def test_a_day_is_strict_json_with_a_schedule_that_adds_up() -> None:
    answer = sentia("day", FIRST_DAY, "--on", "2026-11-23", "--json", "-")
    assert answer.returncode == 0
    day = strict(answer.stdout)
    lines = day["actions"]
    assert day["on"] == "2026-11-23"
    assert day["planned_gain"] == pytest.approx(sum(line["gain"] or 0 for line in lines), abs=0.05)
    assert day["planned_gain"] <= day["bound"] + 0.01
    assert [line["starts_at"] for line in lines] == sorted(line["starts_at"] for line in lines)
    assert all(one["ends_at"] <= two["starts_at"] for one, two in zip(lines, lines[1:], strict=False))
    assert all(line["because"] and line["basis"] in ("learned", "assumed", "mixed") for line in lines)


def test_score_prints_open_deals_only_with_their_range_and_reasons() -> None:
    scored = strict(sentia("score", FIRST_DAY, "--on", "2026-11-23").stdout)
    assert scored["learned_from"] == 2  # one won, one lost
    assert scored["notes"] == [
        "Win chances are those usual at each stage, moved by the book's own 2 decided deals (1 won)."
    ]
    assert len(scored["opportunities"]) == 4
    assert all(deal["low"] <= deal["win_rate"] <= deal["high"] for deal in scored["opportunities"])
    assert all(deal["reasons"] for deal in scored["opportunities"])


def test_check_says_what_every_sheet_was_taken_for() -> None:
    checked = strict(sentia("check", FIRST_DAY).stdout)
    assert {sheet["sheet"]: sheet["used_as"] for sheet in checked["sheets"]}["Opportunities"] == ["opportunities"]
    assert checked["counts"]["opportunities"] == 6
    assert checked["as_of"] == "2026-11-23"
    assert checked["faults"] == []


def test_gaps_are_strict_json_the_longest_due_first() -> None:
    answer = strict(sentia("gaps", FIRST_DAY, "--on", "2026-11-23", "--json", "-").stdout)
    assert answer["on"] == "2026-11-23"
    days = [gap["due_on"] for gap in answer["gaps"]]
    assert days == sorted(days)
    wanted = {"kind", "account", "contact", "account_id", "contact_id", "opportunity_id", "quote_id"}
    wanted |= {"due_on", "days_late", "amount", "because"}
    assert all(wanted <= set(gap) and gap["because"] for gap in answer["gaps"])
    assert {"quote unanswered", "information sent", "re-order overdue"} <= {gap["kind"] for gap in answer["gaps"]}


def test_gaps_are_a_text_to_read_where_no_json_is_asked_for() -> None:
    with at("2026-11-23"):
        text = sentia("gaps", FIRST_DAY).stdout
    assert text.startswith("Follow-ups for Monday 23 November 2026\n\n")
    assert "Quote unanswered (1)\n  Ben Osei, Birch Hotels: A quote of $24,000 sent 11 days ago" in text


def test_hours_cap_the_planned_minutes() -> None:
    day = strict(sentia("day", FIRST_DAY, "--on", "2026-11-23", "--hours", "0.5").stdout)
    assert sum(line["minutes"] for line in day["actions"]) <= 30


def test_the_day_is_written_beside_a_csv(tmp_path: Path) -> None:
    (tmp_path / "deals.csv").write_text("Company,Deal,Stage,Amount\nAcme,Press line,Proposal,24000\n")
    target = tmp_path / "out.xlsx"
    answer = sentia("day", str(tmp_path / "deals.csv"), "--on", "2026-11-23", "--xlsx", str(target))
    assert answer.returncode == 0, answer.stderr
    import openpyxl

    assert "Sentia day" in openpyxl.load_workbook(target).sheetnames


def test_a_cell_that_cannot_be_read_is_listed_and_the_rest_is_used(tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    path.write_text("Company,Deal,Stage,Amount\nAcme,Press line,Proposal,24000\nBirch,Spares,Proposal,a lot\n")
    answer = sentia("check", str(path))
    assert answer.returncode == 0
    checked = strict(answer.stdout)
    assert [(f["row"], f["column"], f["found"]) for f in checked["faults"]] == [(3, "D", "a lot")]
    assert checked["counts"]["open"] == 2


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_cannot_be_used_is_one_line_and_exit_2_within_seconds(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(BAD_FILES[name]())
    begun = time.monotonic()
    answer = sentia("day", str(path))
    assert time.monotonic() - begun < SECONDS
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.count("\n") == 1
    assert name in answer.stderr


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["day", "nowhere.xlsx"], "nowhere.xlsx"),
        (["day", FIRST_DAY, "--on", "someday"], "someday"),
        (["day", FIRST_DAY, "--owner", "Nobody"], "Nobody"),
        (["day", FIRST_DAY, "--hours", "-1"], "Hours"),
        (["day", FIRST_DAY, "--playbook", "nowhere.json"], "nowhere.json"),
        (["day", FIRST_DAY, "--answer", "1.08"], "names its question first"),
        (["check", FIRST_DAY, "--answer", "rate:EUR/USD=cheap"], "'cheap' is no rate"),
    ],
)
def test_a_call_that_makes_no_sense_is_one_line_and_exit_2(
    capfd: pytest.CaptureFixture, arguments: list[str], word: str
) -> None:
    assert main(arguments) == 2
    answer = capfd.readouterr()
    assert answer.out == ""
    assert answer.err.count("\n") == 1
    assert word in answer.err


def test_a_template_is_written_once_and_never_over_another_file(tmp_path: Path) -> None:
    target = tmp_path / "mine.xlsx"
    assert sentia("template", str(target)).stdout.strip() == str(target)
    written = target.read_bytes()
    again = sentia("template", str(target))
    assert (again.returncode, again.stdout) == (2, "")
    assert again.stderr.strip() == f"{target} is already there; name another file, or move it first."
    assert target.read_bytes() == written


def test_a_rate_is_given_on_the_command_line_and_missing_amounts_say_what_they_stand_on(tmp_path: Path) -> None:
    deals = ["Deal,Company,Stage,Amount,Currency", "One,Acme,Won,900,USD", "Two,Bolt,Won,1100,USD"]
    deals += ["Three,Corda,Proposal,100,EUR", "Four,Delta,Proposal,,USD"]
    book = tmp_path / "deals.csv"
    book.write_text("\n".join(deals))
    scored = strict(sentia("score", str(book), "--on", "2026-11-23", "--answer", "rate:EUR/USD=1.5").stdout)
    euros, nothing = scored["opportunities"]
    assert (euros["amount"], euros["priced"], euros["basis"]) == (100, 150, "assumed")
    assert (nothing["amount"], nothing["priced"], nothing["basis"]) == (None, 1000, "assumed")
    assert nothing["amount_as"] == "no amount in the file: like the 2 won deals of this book, $940 to $1,100"
    checked = strict(sentia("check", str(book)).stdout)
    assert [question["chosen"] for question in checked["questions"] if question["id"] == "rate:EUR/USD"] == [None]
    assert "no amount on 1 of 2 open deals" in [line["lacks"] for line in checked["better"]]


def test_a_retired_number_of_a_playbook_changes_nothing_and_is_named_once(tmp_path, capsys) -> None:
    numbers = tmp_path / "numbers.json"
    numbers.write_text('{"cadence_ideal": {"open deal": 10}}')
    asked = ["day", FIRST_DAY, "--on", "2026-11-23", "--json", "-"]
    assert main(asked) == main([*asked, "--playbook", str(numbers)]) == 0
    before, now = (json.loads(part) for part in capsys.readouterr().out.replace("}\n{", "}\0{").split("\0"))
    assert now["actions"] == before["actions"]
    said = "The playbook no longer has a number called cadence_ideal open deal: it changes nothing."
    assert [note for note in now["notes"] if note not in before["notes"]] == [said]
