"""Every worked number in docs/arithmetic.md is recomputed, and the page says the playbook's own numbers."""

import re
from pathlib import Path

import pytest

from sentia.playbook import Playbook
from sentia.work.registry import KINDS

PATH = Path(__file__).parents[1] / "docs" / "arithmetic.md"
PAGE = PATH.read_text("utf-8")


def run_blocks(page):
    """Run the page's Python, one block after another; a fault names the page's own line."""
    names = {}
    for block in re.finditer(r"```python\n(.*?)```", page, re.DOTALL):
        above = page.count("\n", 0, block.start(1))
        exec(compile("\n" * above + block[1], str(PATH), "exec"), names)
    return names


def test_every_worked_number_on_the_page_is_what_the_formulas_give():
    assert {"day", "found", "gain"} <= set(run_blocks(PAGE))


def test_a_wrong_number_on_the_page_is_caught():
    with pytest.raises(AssertionError):
        run_blocks(PAGE.replace("0.2997", "0.2897"))


@pytest.mark.parametrize("kind", Playbook().half_lives)
def test_the_table_of_kinds_says_the_playbooks_own_numbers(kind):
    playbook = Playbook()
    numbers = [f"{playbook.half_lives[kind]:g}"]
    numbers += [f"{playbook.minutes_live[kind]:g}", f"{playbook.minutes_no_answer[kind]:g}"]
    assert f"| {kind} | {' | '.join(numbers)} |" in PAGE


def test_the_chances_of_the_stages_are_the_playbooks():
    words = {"lead": "lead", "qualified": "qualified", "info sent": "information sent", "meeting": "meeting"}
    words |= {"quote": "quote", "negotiation": "negotiation", "verbal": "verbal yes"}
    said = " ".join(PAGE.split())
    assert [
        kind for kind, word in words.items() if f"{word} {Playbook().stage_win_rates[kind]:.0%}" not in said
    ] == []


def due_by_kind(page):
    """The clock of each follow-up, as the page's table says it."""
    table = page.split("| follow-up | due |")[1].split("\n\n")[0]
    return {cells[1].strip(): cells[2] for line in table.splitlines()[2:] if (cells := line.split("|"))}


def test_every_follow_up_has_its_clock_with_the_playbooks_own_numbers():
    playbook, due = Playbook(), due_by_kind(PAGE)
    assert list(due) == [kind.KIND for kind in KINDS]
    numbers = {kind: days for kind, days in {**playbook.clocks_working, **playbook.clocks}.items() if kind in due}
    numbers |= {"reply owed": playbook.answer_days, "new lead untouched": playbook.lead_days}
    numbers |= {"information sent": playbook.info_days, "quote expiring": playbook.quote_expiry}
    assert [kind for kind, days in numbers.items() if f"{days:g} " not in due[kind]] == []
    assert ", ".join(f"{days:g}" for days in playbook.quote_days) in due["quote unanswered"]
    assert ", ".join(f"{days:g}" for days in playbook.attempt_days) in due["attempt unanswered"]
