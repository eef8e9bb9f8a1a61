"""The house keeps its own rules; and each rule is shown to catch a small house that breaks it."""

import importlib
import pkgutil
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path

import house_rules as rules
import pytest

import sentia.day.actions
from sentia.day.candidates import KINDS
from sentia.playbook import Playbook

ROOT = Path(__file__).parents[1]
ARITHMETIC = ROOT / "docs" / "arithmetic.md"
PRICED_BY = ("minutes_live", "minutes_no_answer", "half_lives")

CHECKS = [
    rules.wrong_imports,
    rules.unknown_rooms,
    rules.streamlit_below_ui,
    rules.texts_read_as_markup,
    rules.network,
    rules.clocks_below_ui,
    rules.outside_analysis,
    rules.busy_pages,
    rules.forbidden_code,
    rules.oversized,
    rules.undocumented,
    rules.foreign_words,
]
DEEP = "def f(rows):\n for a in rows:\n  for b in a:\n   if b:\n    while b:\n     b = 0\n"
LONG = "def f():\n" + "    a = 1\n" * 40
BREACHES = [
    # imports: upward, to the side, out of analysis, of the root, of a screen, of what is no part of the product
    (rules.wrong_imports, "sentia/book/book.py", "from sentia.touches import touches", "sentia.touches"),
    (rules.wrong_imports, "sentia/estimates/winning.py", "import sentia.workbook.values", "workbook.values"),
    (rules.wrong_imports, "sentia/workbook/reading.py", "from sentia.estimates import winning", "winning"),
    (rules.wrong_imports, "sentia/workbook/writing.py", "from sentia.day.day import Day", "sentia.day.day"),
    (
        rules.wrong_imports,
        "sentia/brief.py",
        "from sentia.workbook.files import opening",
        "sentia.workbook.files.opening",
    ),
    (rules.wrong_imports, "sentia/brief.py", "from sentia import review", "sentia.review"),
    (rules.wrong_imports, "sentia/day/plan.py", "import sentia", "imports sentia"),
    (rules.wrong_imports, "sentia/day/plan.py", "from sentia import plan_day", "sentia.plan_day"),
    (rules.wrong_imports, "sentia/day/plan.py", "from ..ui import state", "sentia.ui.state"),
    (rules.wrong_imports, "sentia/__main__.py", "from sentia.ui import state", "sentia.ui.state"),
    (rules.wrong_imports, "sentia/ui/shell.py", "from pages import today", "pages.today"),
    (rules.wrong_imports, "sentia/ui/shell.py", "import sample_data.names", "sample_data.names"),
    (rules.unknown_rooms, "sentia/attic.py", "", "attic is on no floor"),
    (rules.streamlit_below_ui, "sentia/day/plan.py", "def f():\n    import streamlit as st", "imports streamlit"),
    # text of others
    (rules.texts_read_as_markup, "sentia/ui/grid.py", "import streamlit as st", "imports streamlit"),
    (rules.texts_read_as_markup, "pages/today.py", "from streamlit import caption", "imports streamlit.caption"),
    (rules.texts_read_as_markup, "app.py", "import streamlit.elements.markdown", "streamlit.elements.markdown"),
    (rules.texts_read_as_markup, "sentia/ui/grid.py", "st.caption(markup(f'**{a}**'))", "is a literal"),
    (rules.texts_read_as_markup, "sentia/ui/grid.py", "st.caption(Markup(a))", "is a literal"),
    (rules.texts_read_as_markup, "pages/today.py", "a = markup('**' + b)", "is a literal"),
    (rules.texts_read_as_markup, "sentia/ui/grid.py", "a = config.ImageColumn()", "ImageColumn draws"),
    (rules.network, "sentia/ui/state.py", "from urllib.request import urlopen", "urllib.request"),
    # the world outside
    (rules.clocks_below_ui, "sentia/day/plan.py", "a = pd.Timestamp.now()", "pd.Timestamp.now"),
    (rules.clocks_below_ui, "sentia/workbook/writing.py", "a = datetime.date.today()", "datetime.date.today"),
    (rules.clocks_below_ui, "sentia/touches.py", "from time import time", "time.time"),
    (rules.outside_analysis, "sentia/day/plan.py", "a = open('b')", "uses open"),
    (rules.outside_analysis, "sentia/day/plan.py", "a = os.environ['B']", "os.environ"),
    # pages
    (rules.busy_pages, "pages/today.py", "a = 1\n" * 81, "81 lines"),
    (rules.busy_pages, "pages/today.py", "a = 1\n" * 19, "19 lines"),
    (rules.busy_pages, "pages/today.py", "a = 1\n" * 30 + "b.groupby('c')", "groupby belongs below"),
    (rules.busy_pages, "pages/today.py", "a = 1\n" * 30 + "pd.read_excel('c')", "read_excel belongs below"),
    # code
    (rules.forbidden_code, "pages/today.py", "st.markdown('a', unsafe_allow_html=True)", "unsafe_allow_html"),
    (rules.forbidden_code, "sentia/touches.py", "for a in b.iterrows(): pass", "iterrows"),
    (rules.forbidden_code, "sentia/touches.py", "a.apply(b, axis=1)", "apply(axis=1)"),
    (rules.forbidden_code, "sentia/touches.py", "a.apply(b, axis='columns')", "apply(axis=1)"),
    (rules.forbidden_code, "sentia/touches.py", "try: a\nexcept Exception: pass", "a broad except"),
    (rules.forbidden_code, "sentia/touches.py", "try: a\nexcept (OSError, Exception): pass", "a broad except"),
    (rules.forbidden_code, "sentia/touches.py", "try: a\nexcept: pass", "a broad except"),
    (rules.oversized, "sentia/touches.py", "a = 1\n" * 301, "301 lines"),
    (rules.oversized, "sentia/touches.py", LONG, "f has 41 lines"),
    (rules.oversized, "sentia/touches.py", DEEP, "nested 4 deep"),
    (rules.oversized, "sentia/day/utils.py", "", "name it after what is in it"),
    (rules.undocumented, "sentia/touches.py", "def f() -> int: return 1", "f has no docstring"),
    (rules.undocumented, "sentia/touches.py", "def f(a) -> int:\n    'Give 1.'", "not typed: a"),
    (rules.undocumented, "sentia/touches.py", "class C:\n    def f(self):\n        'Give.'", "what it returns"),
    # words
    (rules.foreign_words, "docs/a.md", "pip install --index" + "-url x", "docs/a.md:1"),
    (rules.foreign_words, "docs/a.md", "see https://pypi" + ".org", "docs/a.md:1"),
    (rules.foreign_words, "tests/a.py", "\nHERE = '/wor" + "k/main'", "tests/a.py:2"),
    (rules.foreign_words, "tests/a.py", "HERE = '../share" + "d/data'", "tests/a.py:1"),
    (rules.foreign_words, "sentia/a.py", "# SENTIA_PUBLIC_DATA share" + "d/data", "sentia/a.py:1"),
    (rules.foreign_words, ".ci/run", "cd /roo" + "t/", ".ci/run:1"),
    (rules.foreign_words, "README.md", "made with Copi" + "lot", "README.md:1"),
    (rules.foreign_words, "README.md", "\n\nwritten by an assis" + "tant", "README.md:3"),
]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_house_keeps_this_rule(check):
    faults = check(ROOT)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(("check", "path", "text", "fault"), BREACHES)
def test_a_house_that_breaks_the_rule_is_caught(tmp_path, check, path, text, fault):
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text(text, "utf-8")
    if path.startswith("."):
        _track(tmp_path)
    assert fault in "\n".join(check(tmp_path))


def _track(folder):
    rules.subprocess.run(["git", "init", "-q", folder], check=True)
    rules.subprocess.run(["git", "-C", folder, "add", "."], check=True)


def test_every_rule_has_a_house_that_breaks_it():
    assert {check for check, *_ in BREACHES} == set(CHECKS)


def test_a_house_in_order_breaks_no_rule(tmp_path):
    day = '"""The day."""\nimport pandas as pd\nfrom sentia.errors import SentiaError\n'
    for path, text in {
        "sentia/errors.py": "class SentiaError(Exception): pass",
        "sentia/day/plan.py": day + "def f(on: str) -> object:\n    'The day `on`.'\n    return pd.Timestamp(on)",
        "sentia/workbook/reading.py": "from sentia.errors import SentiaError\na = open('b')",
        "sentia/ui/state.py": "from sentia.workbook import reading\na = date.today()",
        "pages/today.py": "from sentia.ui import state\n" * 20,
        "app.py": "from sentia.ui import elements as st\nst.navigation(['pages/today.py'])",
        "docs/a.md": "Job titles: buyer, executive assis" + "tant.",
        "tests/a.py": "SENTIA_PUBLIC_DATA = '../share" + "d/data'",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    assert [fault for check in CHECKS for fault in check(tmp_path)] == []


# Every kind of action is complete


def kinds_of_action():
    modules = pkgutil.iter_modules(sentia.day.actions.__path__, "sentia.day.actions.")
    loaded = [importlib.import_module(module.name) for module in modules]
    return [module for module in loaded if hasattr(module, "KIND")]


def unpriced(kinds, playbook):
    tables = {table: getattr(playbook, table) for table in PRICED_BY}
    return [f"{kind}: not in {name}" for kind in kinds for name, table in tables.items() if kind not in table]


def undescribed(kinds, text):
    headings = [line.lstrip("# ").lower() for line in text.splitlines() if line.startswith("#")]
    return [kind for kind in kinds if not any(kind in heading for heading in headings)]


def test_every_kind_of_action_is_a_candidate_for_the_day():
    assert {module.KIND for module in kinds_of_action()} == {module.KIND for module in KINDS}


def test_every_kind_of_action_has_its_minutes_and_half_life():
    assert unpriced([module.KIND for module in KINDS], Playbook()) == []


def test_a_kind_without_its_numbers_is_caught():
    assert unpriced(["send flowers"], Playbook()) == [f"send flowers: not in {table}" for table in PRICED_BY]


def test_every_kind_of_action_has_its_section_in_the_arithmetic():
    if not ARITHMETIC.exists():
        pytest.skip("docs/arithmetic.md is not written yet")
    assert undescribed([module.KIND for module in KINDS], ARITHMETIC.read_text("utf-8")) == []


def test_a_kind_without_a_section_is_caught():
    assert undescribed(["quote", "re-order"], "## Re-order\nThe quote is described elsewhere.") == ["quote"]


# Every number of the playbook can be argued with


def unexplained(playbook):
    wanted = ("meaning", "unit", "low", "high", "source")
    return [f"{about.name}: {word}" for about in fields(playbook) for word in wanted if word not in about.metadata]


def test_every_number_of_the_playbook_has_its_meaning_unit_range_and_source():
    assert unexplained(Playbook) == []


def test_a_number_without_a_source_is_caught():
    @dataclass
    class Sloppy:
        minutes: float = field(metadata={"meaning": "of a call", "unit": "minutes", "low": 1, "high": 60})

    assert unexplained(Sloppy) == ["minutes: source"]


# What the project stands on, and how it is checked


def unpinned(text):
    lines = [line.split("#")[0].strip() for line in text.splitlines()]
    return [line for line in lines if line and not line.startswith("-") and "==" not in line]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "constraints.txt"])
def test_every_dependency_is_pinned(name):
    assert unpinned((ROOT / name).read_text("utf-8")) == []


def test_a_loose_dependency_is_caught():
    assert unpinned("-r requirements.txt\npandas==3.1.1\nnumpy>=2 # any") == ["numpy>=2"]


def test_the_app_asks_nobody_and_waits_for_nobody():
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert config["browser"] == {"gatherUsageStats": False}
    assert config["server"] == {
        "headless": False,
        "showEmailPrompt": False,
        "fileWatcherType": "none",
        "maxUploadSize": 50,
    }
    assert config["theme"]["light"].keys() == config["theme"]["dark"].keys()
