"""The papers are true: code runs, figures add up, tables are the schema's, links lead somewhere."""

import json
import re
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import house_rules as rules
import numpy as np
import pandas as pd
import pytest

import sentia
from docs import tables
from sentia.__main__ import main
from sentia.book.schema import TABLES, fields
from sentia.day import value
from sentia.day.wording import money, rough
from sentia.estimates.effort import add_minutes
from sentia.estimates.replies import usual_chance
from sentia.estimates.winning import add_win_rate, usual_winning
from sentia.playbook import Playbook
from sentia.ui.tabs import HOW_TO_OPEN

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
PAPERS = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").glob("*.md")),
]
EXAMPLES = [ROOT / "README.md", ROOT / "docs" / "files.md"]
RUN_APP = "python -m pip install -r requirements.txt && python -m streamlit run app.py"
RUN_TESTS = "python -m pip install -r requirements-dev.txt && python -m pytest"


def blocks(text, language):
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def name(path):
    return path.relative_to(ROOT).as_posix()


def section(heading):
    return README.split(f"\n## {heading}\n")[1].split("\n## ")[0]


# Code


def python_with_output(text):
    """Each block of Python with what the text block right after it says it prints, or None."""
    pair = r"^```python\n(.*?)^```(?:\n\n```text\n(.*?)^```)?"
    return [found.groups() for found in re.finditer(pair, text, re.DOTALL | re.MULTILINE)]


def lies(text):
    """Blocks of Python that print something else than the page says."""
    names, found = {}, []
    for code, promised in python_with_output(text):
        with redirect_stdout(StringIO()) as printed:
            exec(compile(code, "a page of the documentation", "exec"), names)
        if promised is not None and printed.getvalue() != promised:
            found.append(printed.getvalue())
    return found


@pytest.mark.parametrize("page", EXAMPLES, ids=name)
def test_the_python_on_a_page_prints_what_the_page_says(page, monkeypatch):
    monkeypatch.chdir(ROOT)
    text = page.read_text("utf-8")
    assert python_with_output(text)
    assert lies(text) == []


def test_a_page_that_promises_something_else_is_caught():
    page = "```python\nx = 1\n```\n\n```python\nprint(x + 1)\n```\n\n```text\n3\n```\n"
    assert lies(page) == ["2\n"]


COMMANDS = [
    line
    for page in EXAMPLES
    for block in blocks(page.read_text("utf-8"), "sh")
    for line in block.splitlines()
    if line.startswith("python -m sentia ") and line != HOW_TO_OPEN  # which starts the app and stays
]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_on_a_page_prints_json(command, monkeypatch, capfd):
    monkeypatch.chdir(ROOT)
    assert main(command.split()[3:]) == 0
    assert json.loads(capfd.readouterr().out)


def test_the_page_says_how_to_open_a_book_on_the_disk_as_the_readme_does():
    assert f"```sh\n{HOW_TO_OPEN}\n```" in README


# The first screen


def test_the_first_screen_has_two_commands_and_no_more():
    first_screen = README.split("\n## ")[0]
    assert [block.strip() for block in blocks(first_screen, "sh")] == [RUN_APP, RUN_TESTS]


def test_a_clean_checkout_is_checked_with_the_readmes_test_command():
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    install, test = RUN_TESTS.split(" && ")
    assert script.index(install) < script.index(f"\n{test}")
    assert "SENTIA_BROWSER=required" in script


# Links


def broken_links(page):
    """What a page links to and is not there, addresses of the web and of the page itself apart."""
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    return [target for target in targets if "://" not in target and not (page.parent / target).exists()]


@pytest.mark.parametrize("page", PAPERS, ids=name)
def test_every_link_leads_somewhere(page):
    assert broken_links(page) == []


def test_a_broken_link_is_caught(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("[here](page.md#top) ![there](gone.png) [web](https://example.com)")
    assert broken_links(page) == ["gone.png"]


# Tables


@pytest.mark.parametrize("page", tables.PAGES, ids=name)
def test_the_tables_on_a_page_are_those_of_the_schema(page):
    text = page.read_text("utf-8")
    assert "written by python -m docs.tables" in text
    assert tables.refreshed(text) == text


def test_a_table_that_was_changed_by_hand_is_caught():
    page = README.replace("| Orders | something they bought |", "| Orders | wishes |")
    assert page != README
    assert tables.refreshed(page) == README


def test_the_columns_that_help_most_exist():
    named = {(table, column) for table, columns in tables.BETTER.items() for column in columns.split(", ")}
    assert named <= {(table, column) for table in TABLES for column in fields(table)}
    assert set(tables.ROWS) == set(TABLES)


# The worked example: $24,000, the quote stage, six days of silence, nobody tried yet

PLAYBOOK = Playbook()
QUOTE = add_win_rate(pd.DataFrame({"stage": ["Quote sent"], "kind": ["quote"]}), usual_winning(PLAYBOOK))
SILENT = pd.Series([6.0])
REPLY = usual_chance(pd.Series([0]), PLAYBOOK)


def _worked():
    """What the value of a touch is made of, for this quote."""
    rate, silent, pace = QUOTE["win_rate"].to_numpy(), SILENT.to_numpy(), np.array([1 / 60])
    return value.touch_value(rate, silent, pace, PLAYBOOK.half_lives["quote"], PLAYBOOK)


def figures():
    """Every figure of the worked example, by what it is."""
    found = {name: share.item() for name, share in _worked().items()}
    deals = QUOTE.assign(decided=1 / 60)
    sizes = dict.fromkeys(("priced", "priced_low", "priced_high"), 24_000.0)
    nothing = {"win": 0.0, "pace": 0.0, "reply": 0.0}
    deals = deals.assign(**sizes)
    of_total, of_turn = value.touch_range(
        deals, SILENT.to_numpy(), PLAYBOOK.half_lives["quote"], PLAYBOOK, nothing
    )
    reply = REPLY.item()
    total = 24_000 * reply * found["share"]
    today = found["turn"] / found["share"]
    known = {"today": today, "today_low": today * of_turn.low / of_total.low, "learned": 0.0}
    known |= {
        "today_high": today * of_turn.high / of_total.high,
        "fades": np.nan,
        "waiting": np.nan,
        "minutes": 10.0,
    }
    totals = {"total": total, "total_low": total * of_total.low, "total_high": total * of_total.high}
    priced = value.add_gain(QUOTE.assign(**known, **totals), PLAYBOOK)
    priced = add_minutes(priced.assign(progress_chance=REPLY), PLAYBOOK).iloc[0]
    return {
        "won": f"{QUOTE['win_rate'].item():.0%} of the time",
        "fresh": f"Just after a talk the chance is {found['if_answered']:.1%}",
        "never": f"it fades to {found['if_never']:.1%}",
        "cooled": f"{found['cooled']:.1%} of that difference is gone",
        "counts": f"still counts when they decide in {found['counts']:.1%}",
        "moves": f"moves {found['moves']:.1%} for good, of which {found['has_again']:.1%} is to be had",
        "reply": f"reaches them {reply:.0%} of the time",
        "share": f"{found['share']:.2%} of the amount",
        "total": f"adds **{money(total)}** against never",
        "today": f"{found['turn'] / found['share']:.1%} of that is lost",
        "gain": f"brings **{money(priced['gain'])}**",
        "range": f"{rough(priced['gain_low'])} to {rough(priced['gain_high'])}",
        "live": f"{PLAYBOOK.minutes_live['quote']:.0f} minutes if they answer",
        "no answer": f"{PLAYBOOK.minutes_no_answer['quote']:.0f} if they do not",
        "expected": f"{priced['expected_minutes']:.1f} minutes to expect, {priced['minutes']:.0f} kept in the day",
        "per hour": f"**{money(priced['gain'] / priced['expected_minutes'] * 60)} an hour**",
    }


@pytest.mark.parametrize(("what", "words"), figures().items())
def test_the_worked_example_adds_up(what, words):
    assert words in " ".join(section("How a line is priced").split())


def test_a_day_prices_that_quote_as_the_readme_does():
    quote = {"account_id": ["Birch"], "amount": [24_000], "sent_on": ["2026-11-17"], "status": ["sent"]}
    day = sentia.plan_day(sentia.make_book(quotes=pd.DataFrame(quote)), on="2026-11-23")
    line = day.actions.iloc[0]
    assert f"**{money(line['gain'])}**" in README
    assert f"**{money(line['return_per_hour'])} an hour**" in README


# The map


def test_the_map_shows_every_room_and_no_other():
    rooms = re.findall(r"`((?:sentia|pages|sample_data|docs|tests)/[\w./]*|app\.py)`", section("Map of the code"))
    assert [room for room in rooms if not (ROOT / room).exists()] == []
    there = {f"sentia/{path.name}" + "/" * path.is_dir() for path in (ROOT / "sentia").glob("[!_]*")}
    assert there <= set(rooms)


def test_the_line_of_the_map_is_the_order_that_imports_keep():
    built = {rules.room(path) for path in rules.sources(ROOT)}
    floors = [", ".join(room for room in rooms if room in built) for rooms in rules.FLOORS]
    assert " < ".join(filter(None, floors)) in README
