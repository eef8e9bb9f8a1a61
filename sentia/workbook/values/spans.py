"""Columns that say how often: "monthly", "every 2 weeks", "4 x a year", 30; in days."""

import re

import numpy as np
import pyarrow as pa

from sentia.usual import LONGEST_PACE
from sentia.workbook.files.cells import NUMBER, Cells
from sentia.workbook.values.nothing import nothing_in
from sentia.workbook.values.typed import Read, Texts, finish, fold

WANTED_DAYS = "how often, such as 30 (days), monthly or every 2 weeks"
DAY, WEEK, MONTH, QUARTER, HALF, YEAR = 1.0, 7.0, 30.0, 91.0, 182.0, 365.0
_ADVERBS = {
    DAY: "daily taglich quotidien diario giornaliero quotidiano dagelijks denne codziennie",
    WEEK: "weekly wochentlich hebdomadaire hebdo semanal settimanale wekelijks tydne tygodniowo",
    2 * WEEK: "fortnightly biweekly bi-weekly zweiwochentlich quincenal quindicinale quinzenal tweewekelijks",
    MONTH: "monthly monatlich mensuel mensual mensile mensal maandelijks mesicne miesiecznie",
    2 * MONTH: "zweimonatlich bimestriel bimestral bimestrale tweemaandelijks",
    QUARTER: "quarterly vierteljahrlich quartalsweise trimestriel trimestral trimestrale ctvrtletne kwartalnie",
    HALF: "half-yearly halfyearly semiannual semi-annual semiannually halbjahrlich semestriel semestral "
    "semestrale halfjaarlijks pololetne polrocznie",
    YEAR: "yearly annual annually jahrlich annuel anual annuale jaarlijks rocne rocznie",
}
_UNITS = {
    DAY: "d day days tag tage tagen jour jours dia dias giorno giorni dag dagen den dny dni dzien",
    WEEK: "w wk wks week weeks woche wochen semaine semaines semana semanas settimana settimane weken tyden tydny "
    "tydnu tydzien tygodnie tygodni",
    MONTH: "m mo mos month months monat monate monaten mois mes meses mese mesi maand maanden mesic mesice mesicu "
    "miesiac miesiace miesiecy",
    QUARTER: "q qtr quarter quarters quartal quartale trimestre trimestres trimestri kwartaal kvartal kwartal",
    HALF: "half-year halbjahr semestre semestres semestri halfjaar",
    YEAR: "y yr yrs year years jahr jahre jahren an ans ano anos anno anni jaar jaren rok roky rocznie",
}
_SAID = {word: days for days, words in _ADVERBS.items() for word in words.split()}
_LONG = {word: days for days, words in _UNITS.items() for word in words.split()}
_EACH = r"(?:every|each|alle|jede[nrs]?|tous les|toutes les|chaque|cada|a cada|ogni|elke|kazd[ey]|co)"
_TIMES = r"(?P<times>\d{1,3}) ?(?:x|times|mal|fois|veces|volte|vezes|keer|krat|razy)?"
_ONCE = r"(?:once|einmal|une fois|una vez|una volta|uma vez|eenmaal|jednou|raz)"
_A = r"(?:/|a|an|per|pro|im|par|al|por|all'|ao|za|w|na)"
_EVERY = re.compile(rf"^(?:{_EACH} )?(?P<count>\d{{1,3}}(?:[.,]5)?|other|second)?[ -]?(?P<unit>[a-z-]+)$")
_OFTEN = re.compile(rf"^(?:{_TIMES}|{_ONCE}|(?P<twice>twice)) ?{_A} ?(?P<unit>[a-z-]+)$")
_COUNTS = {None: 1.0, "other": 2.0, "second": 2.0}
_HEADERS = {WEEK: {"weeks", "wochen", "semaines", "semanas"}, MONTH: {"months", "monate", "mois", "meses"}}


def read_days(cells: Cells, header: str = "") -> Read:
    """The column as days between two touches; a 0 says nothing. The header may name what plain numbers count.

    Examples
    --------
    >>> read_days(Cells.from_values(["monthly", "every 2 weeks", "4 x a year", 45])).values.tolist()
    [30.0, 14.0, 91.25, 45.0]
    """
    texts = Texts.of(cells)
    folded = fold(texts.words)
    scale = _scale_of(header)
    values = np.where(cells.kind == NUMBER, cells.number * scale, np.nan)
    values[texts.at] = np.array([_days_said(word, scale) for word in folded.to_pylist()], float)[texts.which]
    is_none = values == 0
    values[~((values > 0) & (values <= LONGEST_PACE))] = np.nan
    blank, notes = nothing_in(cells, texts, folded, ~np.isnan(values))
    return finish(cells, "days", values, blank | is_none, WANTED_DAYS, notes)


def _scale_of(header: str) -> float:
    """The days that a plain number counts: weeks or months where the header says so."""
    said = set(re.findall(r"\w+", fold(pa.array([header]))[0].as_py()))
    return next((days for days, names in _HEADERS.items() if said & names), DAY)


def _days_said(text: str, scale: float) -> float:
    """The days that one text says, NaN where it says none; plain digits are counted as the header says."""
    words = text.strip(" .")
    if words.isdigit():
        return float(words) * scale
    if words in _SAID:
        return _SAID[words]
    often = _OFTEN.match(words)
    if often and often["unit"] in _LONG:
        times = 2.0 if often["twice"] else float(often["times"] or 1)
        return _LONG[often["unit"]] / times if times else np.nan
    every = _EVERY.match(words)
    if not every or every["unit"] not in _LONG:
        return np.nan
    count = every["count"]
    return _LONG[every["unit"]] * (_COUNTS[count] if count in _COUNTS else float(count.replace(",", ".")))
