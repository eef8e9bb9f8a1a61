"""How each deal of a sheet stands, and when it closes or closed: from whatever columns say so."""

import numpy as np
import pandas as pd

from sentia.book.loss_reasons import silencing
from sentia.book.stages import stage_kind, status_of
from sentia.workbook.meaning.fields import Slot, first_filled
from sentia.workbook.meaning.permission import refuses
from sentia.workbook.meaning.sheet_kinds import OFTEN
from sentia.workbook.meaning.sheet_reader import SheetReader
from sentia.workbook.meaning.spellings import data
from sentia.workbook.meaning.stage_dates import add_stage_dates
from sentia.workbook.meaning.uses import Use
from sentia.workbook.meaning.vocabulary import words
from sentia.workbook.values import currency_codes, currency_of
from sentia.workbook.values.beside_amounts import MONTHLY, YEARLY

_DEAL = "opportunities"
_LOST_WORDS = {"deleted", "archived", "abandoned", "closed - lost"}
_BARE_CLOSED = {"closed", "geschlossen", "fermé", "cerrado", "cerrada", "chiuso", "chiusa"}


def add_deal_states(reader: SheetReader, frame: dict[str, pd.Series], columns: dict[str, int]) -> None:
    """Add `status`, `closed_on` and `currency` to a sheet's deals where its columns say them."""
    _add_status(reader, frame, columns)
    _split_close_date(reader, frame, columns)
    add_stage_dates(reader, frame)
    _add_currency(reader, frame, columns)
    _add_recurrence(reader, frame)


def _slot(field: str) -> Slot:
    return _DEAL, field


def _add_status(reader: SheetReader, frame: dict[str, pd.Series], columns: dict[str, int]) -> None:
    """In this order: the status column, the won and closed columns, the times of winning and losing, the stage."""
    written = frame.get("status")
    if written is not None and not set(_from_words(written).dropna()) & {"won", "lost"}:
        columns.pop("status", None)  # it has no word of its own for an outcome
    sayings = (stated_status(reader), _from_words(frame.get("stage")))
    said = [status for status in sayings if status is not None]
    if said:
        frame["status"] = first_filled(said).astype("str")
    _add_silence(reader, written, frame)


def _add_silence(reader: SheetReader, written: pd.Series | None, frame: dict[str, pd.Series]) -> None:
    """Deals that say that nobody there is to be contacted are lost, and say why."""
    rows = range(len(reader.rows))
    refused = refuses(reader)
    nothing = pd.Series(index=rows, dtype="str")
    told = nothing if written is None else written.where(silencing(written).notna())
    told = told.fillna(nothing.mask(refused, "do not contact"))
    if told.notna().any():
        frame["lost_reason"] = frame.get("lost_reason", nothing).fillna(told)
        frame["status"] = frame.get("status", nothing).mask(refused, "lost").astype("str")


def stated_status(reader: SheetReader) -> pd.Series | None:
    """What the deals' own columns say of the outcome, their stage apart; None where no column does.

    A status that says nothing of an outcome ("Active") leaves it open to the others; one that says open yields to
    a stage that says won or lost.
    """
    written = reader.values(_slot("status"))
    if written is not None:
        written = written.where(~written.isin([text for text in written.dropna().unique() if _is_silent(text)]))
    by_words, by_stage = _from_words(written), _from_words(reader.values(_slot("stage")))
    if by_words is not None and by_stage is not None:  # of "Opportunity" beside "Lost" what is decided counts
        by_words = by_words.mask(by_words.eq("open") & by_stage.isin(["won", "lost"]), by_stage)
    sayings = (by_words, _from_flags(reader), _from_times(reader), _from_sheet_of_stages(reader))
    said = [status for status in sayings if status is not None]
    return first_filled(said).astype("str") if said else None


def _from_sheet_of_stages(reader: SheetReader) -> pd.Series | None:
    use = reader.use(_slot("stage"))
    named = None if use is None else reader.named.get(use.column)
    return None if named is None else named.outcomes


def _is_silent(text: str) -> bool:
    return stage_kind(text) == "unknown" and text.casefold() not in _LOST_WORDS


def _from_words(texts: pd.Series | None) -> pd.Series | None:
    """What each word says of the outcome; "Closed" beside "Lost", where nothing is won, is what was won."""
    if texts is None:
        return None
    words_used = texts.dropna().unique()
    said = {text: "lost" if text.casefold() in _LOST_WORDS else status_of(text) for text in words_used}
    bare = [text for text in words_used if text.strip().casefold() in _BARE_CLOSED]
    others = {status for text, status in said.items() if text not in bare}
    if "lost" in others and "won" not in others:
        said |= dict.fromkeys(bare, "won")
    return texts.map(said).astype("str")


def _from_flags(reader: SheetReader) -> pd.Series | None:
    """Won where it is won, lost where it is lost or closed without being won, open where it is not closed."""
    won, lost, closed = (reader.values(_slot(name)) for name in ("is_won", "is_lost", "is_closed"))
    if won is None and lost is None and closed is None:
        return None
    is_won, is_lost, is_closed = (_flag(flag, len(reader.rows)) for flag in (won, lost, closed))
    status = pd.Series(np.nan, range(len(reader.rows)), dtype=object)
    if closed is not None:
        status[(closed == False).fillna(False).to_numpy(dtype=bool)] = "open"  # noqa: E712
    if won is not None:
        status[is_closed & ~is_won] = "lost"
    status[is_lost] = "lost"
    status[is_won] = "won"
    return status.astype("str")


def _flag(flag: pd.Series | None, rows: int) -> np.ndarray:
    return np.zeros(rows, bool) if flag is None else flag.fillna(False).to_numpy(dtype=bool)


def _from_times(reader: SheetReader) -> pd.Series | None:
    """Pipedrive keeps the time of winning and of losing in two columns."""
    status = None
    for use in reader.uses.get(_slot("closed_on"), ()):
        outcome = {"won", "lost"} & set(words(use.header))
        if len(outcome) == 1:
            filled = reader.read(use).values.iloc[reader.body.records].notna().to_numpy()
            here = pd.Series(np.where(filled, outcome.pop(), None), dtype="str")
            status = here if status is None else status.fillna(here)
    return status


def _split_close_date(reader: SheetReader, frame: dict[str, pd.Series], columns: dict[str, int]) -> None:
    """One "Close Date" is the expected day while a deal is open and the actual one once it is closed."""
    use = reader.use(_slot("expected_close_on"))
    if use is None or not splits_close_date(reader) or "status" not in frame:
        return
    is_closed = frame["status"].isin(["won", "lost"])
    day = frame["expected_close_on"]
    frame["closed_on"], frame["expected_close_on"] = day.where(is_closed), day.where(~is_closed)
    columns["closed_on"] = use.column


def splits_close_date(reader: SheetReader) -> bool:
    """Whether the one close date of a sheet of deals serves both as the expected and as the actual day."""
    use = reader.use(_slot("expected_close_on"))
    if use is None or reader.has(_slot("closed_on")):
        return False
    return reader.choice.vendor.one_close_date or not _is_forecast(use.header)


def _is_forecast(header: str) -> bool:
    """Whether a close date is called expected, planned or estimated, in any of the languages that are known."""
    return any(word.startswith(tuple(data()["forecast"])) for word in words(header))


def _add_currency(reader: SheetReader, frame: dict[str, pd.Series], columns: dict[str, int]) -> None:
    """The currency column, else what stands beside the amount, else what the amount's header names."""
    if reader.use(_slot("amount")) is None:
        return
    found, beside = _codes(frame, columns), currency_stated(reader, _slot("amount"))
    found = beside if found is None else found.fillna(beside)
    if found.notna().any() or "currency" in frame:
        frame["currency"] = found.astype("str")


def currency_stated(reader: SheetReader, slot: Slot) -> pd.Series:
    """The currency of each amount of a column: what stands in the cell, else what the header names."""
    use = reader.use(slot)
    beside = None if use is None else reader.currencies(use)
    code = None if use is None else currency_of(use.header)
    found = pd.Series(index=range(len(reader.rows)), dtype="str") if beside is None else beside
    return found if code is None else found.fillna(code)


def _add_recurrence(reader: SheetReader, frame: dict[str, pd.Series]) -> None:
    """How often the amount is paid, where no column says it: its own cell does, else its header.

    A deal without an amount has what comes in each month or year by a column of its own.
    """
    use = reader.use(_slot("amount"))
    said = None if use is None else _often(reader, use)
    if said is not None:
        said = said.where(frame["amount"].notna())
        frame["recurrence"] = frame["recurrence"].fillna(said) if "recurrence" in frame else said
    for recurring in reader.uses.get(_slot("recurring"), ()):
        _add_recurring(reader, recurring, frame)


def _often(reader: SheetReader, use: Use) -> pd.Series | None:
    """How often a column of amounts is paid by its cells, else by its header; None where neither says."""
    named = set(words(use.header))
    often = next((often for often, names in OFTEN.items() if named & names), None)
    written = reader.often(use)
    if often is None:
        return written
    by_header = pd.Series(often, range(len(reader.rows)), dtype="str")
    return by_header if written is None else written.fillna(by_header)


def _add_recurring(reader: SheetReader, use: Use, frame: dict[str, pd.Series]) -> None:
    """The amount of deals that have none: what a column says they bring each month or year."""
    nothing = pd.Series(index=range(len(reader.rows)), dtype="float64")
    often, brings = _often(reader, use), reader.values_of(use)
    often = frame.get("recurrence", nothing.astype("str")) if often is None else often
    amount = frame.get("amount", nothing)
    is_new = (amount.isna() | (amount == 0)) & (brings > 0) & often.isin([MONTHLY, YEARLY])
    if not is_new.any():
        return
    frame["amount"] = amount.mask(is_new, brings)
    frame["recurrence"] = frame.get("recurrence", nothing.astype("str")).mask(is_new, often)


def _codes(frame: dict[str, pd.Series], columns: dict[str, int]) -> pd.Series | None:
    """What the currency column says, as codes; where a cell says it in other words it is not written back to."""
    written = frame.get("currency")
    if written is None:
        return None
    codes = currency_codes(written)
    if not codes.equals(written):
        columns.pop("currency", None)
        frame["currency"] = codes
    return codes
