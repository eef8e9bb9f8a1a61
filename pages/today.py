"""Today: what to do now as a card, the whole day beside it, and what it brings."""

from sentia.day.record import done_on
from sentia.ui import elements as st
from sentia.ui.book_line import show_book_line
from sentia.ui.drafting import show_draft_now
from sentia.ui.header import show_header
from sentia.ui.left_out import show_limits
from sentia.ui.line_up import (
    show_done,
    show_lines,
    show_numbers,
    show_table,
    show_timeline,
    show_working,
)
from sentia.ui.next_action import chosen_line, show_next_action
from sentia.ui.own_judgement import show_own_lines
from sentia.ui.questions import show_open_questions, show_questions_of_lines
from sentia.ui.receipts import TODAY, show_said
from sentia.ui.results import day_of
from sentia.ui.shell import open_page
from sentia.ui.standing import show_looked_after, standing_of
from sentia.ui.to_close import show_to_close
from sentia.ui.unsure_columns import show_unsure_columns

opened = open_page("Today")
day = day_of(opened)
done = done_on(opened.book, opened.on)

show_header(opened, day)
show_book_line(opened)
show_unsure_columns(opened)
show_said(opened, TODAY)
left, right = st.columns([58, 42], gap="medium")
with left:
    show_next_action(day)
    draft = st.container()
with right:
    show_lines(day)
show_numbers(day)
looked_after = st.container()
show_questions_of_lines(opened, day)
show_own_lines(day)
show_timeline(day, done, opened.playbook)
show_table(day)
show_limits(day)
show_to_close(day)
show_open_questions(opened, day)
show_done(done, day)
for note in day.notes:
    st.caption(note)
show_working(day)
with looked_after:  # drawn last: what to do now comes first
    show_looked_after(opened)
with draft:
    show_draft_now(opened, chosen_line(day), standing_of(opened).gaps)
