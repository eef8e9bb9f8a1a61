"""Every picture alike: words that are read in light and in dark, no toolbar, and the same said in words."""

import plotly.graph_objects as go

from sentia.ui import elements as st

INK = {"dark": "#c9ccc7", "light": "#4a504e"}  # the theme's own grey is 3.6 : 1 on paper


def show_picture(figure: go.Figure, alt: str, key: str) -> None:
    """A figure with what it shows said for those who cannot see it."""
    ink = INK["dark" if st.context.theme.type == "dark" else "light"]
    figure.update_layout(font_color=ink)
    for axes in (figure.update_xaxes, figure.update_yaxes):
        axes(tickfont_color=ink, title_font_color=ink)
    st.plotly_chart(figure, width="stretch", config={"displayModeBar": False}, alt=alt, key=key)
