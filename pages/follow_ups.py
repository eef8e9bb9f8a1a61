"""Follow-ups: whether anybody is forgotten, what to do about it in one tap, and a date for everybody."""

from sentia.follow_up.lines import line_of
from sentia.ui.book_line import show_book_line
from sentia.ui.catching_up import show_plan
from sentia.ui.connections import connections_of, show_connections
from sentia.ui.drafting import show_draft
from sentia.ui.follow_ups import show_answer, show_lines
from sentia.ui.in_one_tap import show_acting
from sentia.ui.resting import show_resting
from sentia.ui.shell import open_page
from sentia.ui.standing import lines_of, standing_of
from sentia.ui.taking_along import show_taking_along

opened = open_page("Follow-ups")
standing = standing_of(opened)
lines = lines_of(opened)

show_answer(opened, standing)
show_book_line(opened, named=True)
show_plan(opened, standing, lines)
chosen = show_lines(opened, lines)
show_acting(opened, chosen)
if len(chosen) == 1:
    show_draft(opened, line_of(chosen), key=chosen.index[0])
show_resting(opened, standing)
show_connections(connections_of(opened))
show_taking_along(opened, standing, lines)
