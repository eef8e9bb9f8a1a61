"""Accounts: what a year should bring, who to call first, how each buys, and what else it could buy."""

from sentia.ui import elements as st
from sentia.ui.book_line import show_book_line
from sentia.ui.customers import customers_now, show_answer, show_every_account, show_to_call
from sentia.ui.shell import open_page

opened = open_page("Accounts")
found = customers_now(opened)

show_answer(found)
show_book_line(opened, named=True)
if found.accounts.empty:
    st.caption(
        "Orders, or deals that were won, show how often somebody buys, who is late, and what else they could buy. "
        "Any sheet of them makes this page."
    )
else:
    show_to_call(found)
    show_every_account(opened, found)
