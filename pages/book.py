"""Book: open a file, see how it was understood, edit it, and take it back."""

from sentia.book.counts import counts_of
from sentia.book.offering import NEAREST
from sentia.ui import elements as st
from sentia.ui.adding import show_rows
from sentia.ui.book_line import show_book_line, show_keeping
from sentia.ui.changed import show_changes
from sentia.ui.differences import show_differences
from sentia.ui.files import show_open, show_take_back
from sentia.ui.grid import ALWAYS, SHOWN_FIRST, show_grid, show_refused
from sentia.ui.links import show_links
from sentia.ui.markup import markup
from sentia.ui.questions import show_questions
from sentia.ui.sheets import show_sheets
from sentia.ui.shell import open_page
from sentia.ui.stages import show_stages
from sentia.ui.understanding import counts_sentence, show_better, show_faults

opened = open_page("Book")
st.title("Your book", anchor=False)
st.markdown(markup("**{}**", counts_sentence(counts_of(opened.book))))
st.caption(", ".join(source.name for source in opened.book.sources))
show_book_line(opened, opens=False)
show_open(opened)
show_questions(opened, [one for one in opened.book.understanding.questions if one["id"] != NEAREST])

st.subheader("Edit", anchor=False)
tables = [table for table in SHOWN_FIRST if len(opened.book.tables[table]) or table in ALWAYS]
table = st.segmented_control(
    "Table",
    tables,
    default=tables[0],
    required=True,
    format_func=lambda name: name.replace("_", " ").capitalize(),
    label_visibility="collapsed",
    key=f"table-{opened.generation}",
)
show_grid(opened, table or tables[0])
show_refused()
show_rows(opened, table or tables[0])
show_changes(opened)
show_take_back(opened)
show_keeping(opened)

st.subheader("How it was understood", anchor=False)
show_better(opened)
show_differences(opened)
show_links(opened)
show_stages(opened)
show_sheets(opened)
show_faults(opened)
