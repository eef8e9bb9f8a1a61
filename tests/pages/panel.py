"""The panel after a contact, as a test presses it."""

from streamlit.testing.v1 import AppTest


def button(run: AppTest, label: str):
    """The button with this label."""
    return next(button for button in run.button if button.label == label)


def saved(run: AppTest, outcome: str) -> AppTest:
    """The page after a contact ended so and the panel was saved as it was filled."""
    return button(run.button(key=f"done-{outcome}").click().run(), "Save").click().run()
