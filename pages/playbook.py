"""Playbook: every number that prices a day, to be argued with, and the words of every message."""

from sentia.book.numbers import numbers_of
from sentia.ui import elements as st
from sentia.ui.book_line import show_book_line
from sentia.ui.playbook import changes, show_changes, show_part
from sentia.ui.playbook_words import show_words
from sentia.ui.shell import open_page

NUMBERS, WORDS = "Numbers", "Your words"

opened = open_page("Playbook")
st.title("Your playbook", anchor=False)
show_book_line(opened, named=True)
shown = st.segmented_control(
    "Show", [NUMBERS, WORDS], default=NUMBERS, required=True, label_visibility="collapsed", key="playbook-shows"
)
if shown == WORDS:
    show_words(opened)
else:
    changed = len(changes(opened.playbook))
    count = len(numbers_of(opened.playbook))
    said = {0: "all as usual", 1: "1 is yours"}.get(changed, f"{changed} are yours")
    st.markdown(
        f"Sentia prices your day with {count} numbers; {said}. Change any of them and the day is priced anew. "
        "They go with your workbook."
    )
    show_changes(opened.playbook)
    show_part(opened.playbook)
    st.caption("Empty a cell and its usual number is back. Times are written 8:30, shares 20%.")
