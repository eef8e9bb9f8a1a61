"""A rep's own sheet as it grows over five years: no ids, no activity log, mixed dates, gaps and duplicates."""

from datetime import date, timedelta
from io import BytesIO

import numpy as np
from openpyxl import Workbook

ROWS, SEED = 700, 7
TODAY = date(2026, 11, 20)
FIRST = "Ana Bo Carla Dev Emre Fay Gus Hana Ivo June Kai Lena Mo Nia Omar Pia Quin Rita Sven Tala".split()
LAST = "Silva Chen Ortiz Patel Kaya Wong Berg Sato Brook Moss Adler Lund Haddad Weiss Diaz Roth Ames Rao".split()
NAMES = (
    "North Harbor Granite Maple Cobalt Delta Ember Fjord Juniper Kestrel Linden Orchid Pine Quarry Ridge".split()
)
ENDINGS = "GmbH,Ltd,& Co,Works,SA,Press".split(",")
STAGES = [
    "new",
    "contacted",
    "demo done",
    "quote sent",
    "negotiating",
    "WON",
    "Lost",
    "lost - price",
    "on hold",
    "",
]
SHARES = [0.14, 0.16, 0.1, 0.14, 0.08, 0.14, 0.12, 0.06, 0.04, 0.02]
HEADERS = "Company,Who,Phone,E-mail,Status,Deal size,First contact,Last contact,Next step,Comments".split(",")


def homegrown_sheet() -> bytes:
    """The workbook: a title row, an empty row, the header on row 3, 700 rows, then a total."""
    rng = np.random.default_rng(SEED)
    book = Workbook()
    sheet = book.active
    sheet.title = "Prospects 2022-26"
    sheet.append(["My prospects - do not touch!!"])
    sheet.append([])
    sheet.append(HEADERS)
    rows = [_row(rng) for _ in range(ROWS - ROWS // 10)]
    again = rng.choice(len(rows), ROWS // 10, replace=False)
    for row in [*rows, *(rows[i] for i in again)]:
        sheet.append(row)
    sheet.append(["Total", None, None, None, None, f"=SUM(F4:F{ROWS + 3})"])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _row(rng: np.random.Generator) -> list[object]:
    who = f"{rng.choice(FIRST)} {rng.choice(LAST)}"
    company = f"{rng.choice(NAMES)} {rng.choice(NAMES)} {rng.choice(ENDINGS)}"
    mail = f"{who.split()[0].lower()}@{company.split()[0].lower()}{company.split()[1].lower()}.example"
    began = TODAY - timedelta(days=int(rng.integers(20, 1700)))
    last = min(began + timedelta(days=int(rng.integers(0, 400))), TODAY - timedelta(days=int(rng.integers(0, 6))))
    amount = None if rng.random() < 0.4 else _amount(rng)
    return [
        company,
        who,
        f"+1 555 01{rng.integers(0, 99):02d}" if rng.random() < 0.7 else None,
        mail if rng.random() < 0.6 else None,
        str(rng.choice(STAGES, p=SHARES)) or None,
        amount,
        _day(began, rng),
        _day(last, rng),
        str(rng.choice(["call back", "send offer", "check budget", "meet"])) if rng.random() < 0.2 else None,
        "nice person, likes sailing" if rng.random() < 0.1 else None,
    ]


def _amount(rng: np.random.Generator) -> object:
    amount = round(float(np.exp(rng.normal(9.2, 0.8))), -2)
    return rng.choice(
        np.array([amount, f"${amount:,.0f}", f"{amount / 1000:g}k"], dtype=object), p=[0.7, 0.2, 0.1]
    )


def _day(day: date, rng: np.random.Generator) -> object:
    """A true date, or the same typed as text in one of three ways."""
    forms = [day, f"{day:%d.%m.%Y}", f"{day:%Y-%m-%d}", f"{day.day} {day:%b %Y}"]
    return forms[rng.choice(4, p=[0.7, 0.14, 0.08, 0.08])]
