"""Pictures: frames in, plotly figures out."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

LATE = "#b8741a"
OURS, DONE, BUSY = "#2a8a77", "#9aa0a6", "rgba(128,128,128,0.16)"
NAMES = "#7c8186"  # is read on a band in light and in dark; the theme's own text colour does not reach into bars
HOUR, WEEK = 60, 7
WIDE = 3  # times the widest band, where the picture ends
THICK, LANES = 0.34, (0.0, -0.2, 0.2)  # of a row: half its band, and where its marks lie
LONGEST_NAME = 14
LOWEST = 0.12  # the least height of a bar, so that a small gain is still seen
CLEAR = {"paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)"}


def plot_day(actions: pd.DataFrame, done: pd.DataFrame, busy: pd.DataFrame, hours: tuple[int, int]) -> go.Figure:
    """The day as a line of time: bars for actions (height: gain), grey for what is done, bands for appointments.

    Parameters
    ----------
    actions, done : DataFrame
        One row a line with `starts_at`, `ends_at`, `gain` and `action`.
    busy : DataFrame
        One row an appointment: `starts`, `ends` (minutes after midnight), `title`.
    hours : tuple of int
        The working day, in minutes after midnight.
    """
    figure = go.Figure(_busy(busy))
    most = pd.concat([actions["gain"], done["gain"], pd.Series([1.0])]).max()
    for lines, colour in ((done, DONE), (actions, OURS)):
        figure.add_trace(_bars(lines, colour, most))
    starts, ends = hours
    ticks = list(range(-(-starts // HOUR) * HOUR, ends + 1, HOUR))
    figure.update_layout(
        height=160,
        margin={"l": 0, "r": 0, "t": 4, "b": 24},
        showlegend=False,
        barmode="overlay",
        uniformtext={"minsize": 9, "mode": "hide"},
        **CLEAR,
        xaxis={
            "tickvals": ticks,
            "ticktext": [f"{tick // HOUR}:00" for tick in ticks],
            "range": [starts - 10, ends + 10],
            "fixedrange": True,
            "showgrid": False,
        },
        yaxis={"visible": False, "range": [0, 1.02], "fixedrange": True},
    )
    return figure


def _busy(busy: pd.DataFrame) -> go.Bar:
    """Appointments as bands over the whole height, named where the name fits."""
    titles = busy["title"].fillna("Busy").astype("str")
    short = titles.where(titles.str.len() <= LONGEST_NAME, titles.str[: LONGEST_NAME - 1].str.strip() + "…")
    return go.Bar(
        x=(busy["starts"] + busy["ends"]) / 2,
        y=[1] * len(busy),
        width=busy["ends"] - busy["starts"],
        marker={"color": BUSY, "line_width": 0},
        text=short,
        textposition="inside",
        insidetextanchor="end",
        textangle=0,
        textfont_color=NAMES,
        hovertext=titles,
        hoverinfo="text",
    )


def _bars(lines: pd.DataFrame, colour: str, most: float) -> go.Bar:
    starts, ends = _minutes(lines["starts_at"]), _minutes(lines["ends_at"])
    height = LOWEST + (0.8 - LOWEST) * (lines["gain"].fillna(0).clip(lower=0) / most) ** 0.5
    return go.Bar(
        x=(starts + ends) / 2,
        y=height,
        width=(ends - starts) * 0.92,
        marker_color=colour,
        hovertext=lines["action"],
        hoverinfo="text",
    )


def _minutes(moments: pd.Series) -> pd.Series:
    return moments.dt.hour * HOUR + moments.dt.minute


def plot_touches(counts: pd.Series) -> go.Figure:
    """Touches a day as bars, each with its number; `counts` is indexed by day, days without a touch left out."""
    figure = go.Figure(
        go.Bar(
            x=counts.index,
            y=counts.to_numpy(),
            marker_color=OURS,
            text=counts.to_numpy(),
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{x|%A, %-d %B}: %{y}<extra></extra>",
        )
    )
    figure.update_layout(
        height=150,
        margin={"l": 0, "r": 0, "t": 18, "b": 24},
        **CLEAR,
        xaxis={"fixedrange": True, "showgrid": False, "tickformat": "%-d %b"},
        yaxis={"visible": False, "fixedrange": True},
    )
    return figure


def _rows(names: list[str]) -> dict:
    """An axis of named rows, the first on top."""
    ends = [len(names) - 0.4, -0.6]
    plain = {"showgrid": False, "zeroline": False, "fixedrange": True}
    return {"tickvals": list(range(len(names))), "ticktext": names, "range": ends} | plain


def plot_standing(deals: pd.DataFrame) -> go.Figure:
    """One mark a deal, along its row by how many weeks it stands; in the band are nine in ten of those won.

    What stands longer than three times that lies at the edge.

    Parameters
    ----------
    deals : DataFrame
        One row a deal: `row` (the name of its stage), `stands` and `usual_most` (days), `is_still`, `said` (what
        the mark says). The rows stand in the order of the deals.
    """
    figure = go.Figure()
    rows = list(deals["row"].drop_duplicates())
    place = deals["row"].map({name: number for number, name in enumerate(rows)})
    most = deals.groupby("row", sort=False)["usual_most"].median() / WEEK
    longest = float(most.max()) * WIDE
    weeks = (deals["stands"] / WEEK).clip(upper=longest)
    for number, width in enumerate(most):
        lies = {"y0": number - THICK, "y1": number + THICK, "fillcolor": BUSY, "line_width": 0, "layer": "below"}
        figure.add_shape(type="rect", x0=0, x1=width, **lies)
    lane = deals.groupby("row").cumcount() % len(LANES)
    still = deals["is_still"]
    for mask, colour, symbol in ((~still, OURS, "circle"), (still, LATE, "diamond")):
        lanes = np.array(LANES)[lane[mask]]
        marker = {"size": 10, "color": colour, "symbol": symbol, "opacity": 0.85}
        figure.add_scatter(
            x=weeks[mask], y=place[mask] + lanes, mode="markers", marker=marker,
            hovertext=deals.loc[mask, "said"], hoverinfo="text",
        )  # fmt: skip
    figure.update_layout(
        height=90 + 42 * len(rows),
        margin={"l": 0, "r": 12, "t": 4, "b": 40},
        showlegend=False,
        **CLEAR,
        xaxis={"title": "weeks in the stage", "range": [-0.02 * longest, 1.04 * longest], "fixedrange": True},
        yaxis=_rows(rows),
    )
    return figure


def plot_months(months: pd.DataFrame, sign: str) -> go.Figure:
    """One bar a month with its range, where there is one; `months` has `name`, `likely`, `low` and `high`."""
    spread = {"type": "data", "symmetric": False, "color": DONE, "array": months["high"] - months["likely"]}
    figure = go.Figure(
        go.Bar(
            x=months["name"],
            y=months["likely"],
            marker_color=OURS,
            error_y=spread | {"arrayminus": months["likely"] - months["low"]},
            hovertemplate="%{x}: " + sign + "%{y:,.4~g}<extra></extra>",
        )
    )
    figure.update_layout(
        height=240,
        margin={"l": 0, "r": 0, "t": 8, "b": 24},
        bargap=0.55,
        **CLEAR,
        xaxis={"fixedrange": True, "showgrid": False, "type": "category"},
        yaxis={"fixedrange": True, "tickprefix": sign, "tickformat": "~s", "rangemode": "tozero"},
    )
    return figure


def plot_products(orders: pd.DataFrame, products: pd.DataFrame, on: pd.Timestamp) -> go.Figure:
    """One row a product, one mark an order of it; the band ends when the next one would be unusually late.

    Parameters
    ----------
    orders : DataFrame
        `product`, `ordered_on` and `said` (what the mark says).
    products : DataFrame
        `product`, `last_on`, `overdue_days` (NaN where there is no rhythm) and `is_late`, the first row on top.
    """
    figure, rows = go.Figure(), list(products["product"])
    for number, product in enumerate(products.itertuples()):
        if product.overdue_days > 0:
            ends = product.last_on + pd.Timedelta(days=int(product.overdue_days))
            lies = {"y0": number - THICK, "y1": number + THICK, "line_width": 0, "layer": "below"}
            figure.add_shape(type="rect", x0=product.last_on, x1=ends, fillcolor=BUSY, **lies)
    place = orders["product"].map({name: number for number, name in enumerate(rows)})
    late = orders["product"].map(dict(zip(rows, products["is_late"], strict=True))).astype(bool)
    for mask, colour, symbol in ((~late, OURS, "circle"), (late, LATE, "diamond")):
        marker = {"size": 9, "color": colour, "symbol": symbol, "opacity": 0.85}
        some = orders.loc[mask]
        figure.add_scatter(
            x=some["ordered_on"],
            y=place[mask],
            mode="markers",
            marker=marker,
            hovertext=some["said"],
            hoverinfo="text",
        )
    figure.add_vline(x=on, line_width=1, line_color=DONE)
    figure.update_layout(
        height=80 + 36 * len(rows),
        margin={"l": 0, "r": 12, "t": 4, "b": 28},
        showlegend=False,
        **CLEAR,
        xaxis={"fixedrange": True, "tickformat": "%b %Y"},
        yaxis=_rows(rows),
    )
    return figure
