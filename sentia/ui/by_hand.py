"""The working of a number, to be redone by hand, and the lines of Python that give the same."""

from collections.abc import Iterable

from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.markup import Markup, markup


def show_by_hand(steps: Iterable[str], python: str) -> None:
    """The steps one below the other, and the Python beneath, folded."""
    with st.expander("The working, and the same in Python"):
        st.markdown(Markup("\n").join(markup("1. {}", step) for step in steps))
        st.code(python, language="python")


def python_lines(opened: state.Open, call: str, *shown: str) -> str:
    """The lines that open the same book, ask `call` (a name of the package) about its day, and show these."""
    source = opened.book.sources[0].name if opened.book.sources else "book.xlsx"
    owner = f", owner={opened.owner!r}" if opened.owner else ""
    lines = ("import sentia", f"book = sentia.read_book({source!r})")
    return "\n".join((*lines, f'found = sentia.{call}(book, "{opened.on:%Y-%m-%d}"{owner})', *shown))
