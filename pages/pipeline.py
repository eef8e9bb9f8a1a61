"""Pipeline: what to let go, where deals stand too long, what the months bring, and every deal with its reasons."""

from sentia.ui import elements as st
from sentia.ui.book_line import show_book_line
from sentia.ui.letting_go import show_let_go
from sentia.ui.one_deal import show_deals
from sentia.ui.pipeline import pipeline_now, show_answer, show_months, show_reliability, show_standing
from sentia.ui.shell import open_page

opened = open_page("Pipeline")
found = pipeline_now(opened)

show_answer(found)
show_book_line(opened, named=True)
if found.deals.empty:
    st.caption(
        "A deal that is open, in any sheet of deals, stands here with its chance and when it is likely to close."
    )
else:
    left, right = st.columns([45, 55], gap="medium")
    with left:
        show_let_go(opened, found)
    with right:
        show_standing(found)
    show_months(found)
    show_reliability(found)
    show_deals(opened, found)
