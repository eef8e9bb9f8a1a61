"""Today: the next action, the rest of the day, and what it brings."""

from sentia.day.record import done_on
from sentia.ui import elements as st
from sentia.ui.book_line import show_book_line
from sentia.ui.drafting import show_draft_now
from sentia.ui.header import show_header
from sentia.ui.line_up import show_done, show_limits, show_lines, show_numbers, show_timeline, show_working
from sentia.ui.next_action import show_next_action
from sentia.ui.own_judgement import show_own_lines
from sentia.ui.questions import show_open_questions
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
show_next_action(day)
draft = st.container()
show_numbers(day)
looked_after = st.container()
show_lines(day)
show_own_lines(day)
show_timeline(day, done, opened.playbook)
show_limits(day)
show_to_close(day)
show_open_questions(opened)
show_done(done, day)
for note in day.notes:
    st.caption(note)
show_working(day)
with looked_after:  # drawn last: what to do now comes first
    show_looked_after(opened)
with draft:
    show_draft_now(opened, day, standing_of(opened).gaps)
