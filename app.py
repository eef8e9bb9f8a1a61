"""Sentia in the browser: the page configuration and the navigation, nothing else."""

from sentia.ui import elements as st
from sentia.ui.shell import ICON

st.set_page_config(page_title="Sentia", page_icon=ICON, layout="wide")
st.navigation(
    [
        st.Page("pages/today.py", title="Today", default=True),
        st.Page("pages/follow_ups.py", title="Follow-ups"),
        st.Page("pages/pipeline.py", title="Pipeline"),
        st.Page("pages/accounts.py", title="Accounts"),
        st.Page("pages/book.py", title="Book"),
        st.Page("pages/playbook.py", title="Playbook"),
    ],
    position="top",
).run()
