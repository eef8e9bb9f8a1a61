"""A column of currencies as codes, whether it says EUR, €, Euro or US Dollar."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow as pa

from sentia.workbook.files.cells import Cells
from sentia.workbook.values.amounts import CURRENCIES
from sentia.workbook.values.typed import Read, fold
from sentia.workbook.values.words import read_text

_NAMES = {
    "USD": "us dollar,us dollars,u.s. dollar,united states dollar,american dollar,us-dollar,dollar us,dolar",
    "EUR": "euros,eur - euro",
    "GBP": "pound sterling,british pound,british pound sterling,sterling,uk pound,pfund,livre sterling",
    "CHF": "swiss franc,swiss francs,schweizer franken,franc suisse",
    "CAD": "canadian dollar,canadian dollars",
    "AUD": "australian dollar,australian dollars",
    "NZD": "new zealand dollar",
    "SGD": "singapore dollar",
    "HKD": "hong kong dollar",
    "JPY": "japanese yen",
    "CNY": "chinese yuan,yuan renminbi,renminbi",
    "INR": "indian rupee,indian rupees",
    "SEK": "swedish krona,schwedische krone",
    "NOK": "norwegian krone,norwegische krone",
    "DKK": "danish krone,danische krone",
    "CZK": "czech koruna,czech crown,koruna ceska,ceska koruna,tschechische krone",
    "PLN": "polish zloty,złoty,zloty,złoty polski",
    "HUF": "hungarian forint,forint",
    "BRL": "brazilian real,real,reais",
    "MXN": "mexican peso",
    "ZAR": "south african rand,rand",
    "AED": "uae dirham",
    "ILS": "israeli shekel",
    "TRY": "turkish lira",
}
# The codes of ISO 4217 that no amount is usually written with.
_FURTHER = (
    "afn all amd ang aoa awg azn bam bbd bif bmd bnd bob bsd btn bwp byn bzd cdf chw clf crc cuc cup cve djf dop "
    "dzd ern etb fjd fkp fok ggp gip gmd gnf gtq gyd hnl hrk htg imp iqd irr jep jmd kgs khr kmf kpw kyd lak lbp "
    "lrd lsl lyd mdl mga mkd mmk mnt mop mru mur mvr mwk mzn nad nio npr pab pgk pyg rwf sbd scr sdg shp sle sll "
    "sos srd ssp stn svc syp szl tjs tmt top ttd tvd tzs ugx uzs ves vuv wst xaf xcd xof xpf yer zmw zwl"
)
_CODES = CURRENCIES | {code: code.upper() for code in _FURTHER.split()}
_CODES |= {name: code for code, names in _NAMES.items() for name in names.split(",")}
_SEPARATORS = (" - ", " (", ": ")


def read_currency(cells: Cells) -> Read:
    """The column as currencies in their own words; what is none, such as "no invoice", is left unread.

    Examples
    --------
    >>> read = read_currency(Cells.from_values(["EUR", "us dollar", "pending", None]))
    >>> read.values.tolist(), read.unread.tolist()
    (['EUR', 'us dollar', nan, nan], [2])
    """
    read = read_text(cells)
    codes = currency_codes(read.values)
    is_other = (read.values.notna() & ~codes.isin(set(_CODES.values()))).to_numpy(dtype=bool)
    return replace(
        read,
        values=read.values.mask(is_other),
        unread=np.union1d(read.unread, np.flatnonzero(is_other)),
        wanted="a currency such as EUR",
    )


def currency_codes(texts: pd.Series) -> pd.Series:
    """The same with the code for each currency that is known by another name; other texts as they stand.

    Examples
    --------
    >>> currency_codes(pd.Series(["US Dollar", "€", "eur", "Points", None], dtype="str")).tolist()
    ['USD', 'EUR', 'EUR', 'Points', nan]
    """
    written = texts.dropna().unique().tolist()
    folded = fold(pa.array(written, type=pa.large_string())).to_pylist()
    codes = {text: _code(plain) or text for text, plain in zip(written, folded, strict=True)}
    return texts.map(codes).astype("str")


def _code(plain: str) -> str | None:
    """The code of a folded name, or of what stands before a dash or a bracket: "usd - us dollar"."""
    heads = (plain.split(mark)[0].strip() for mark in _SEPARATORS)
    return _CODES.get(plain) or next((_CODES[head] for head in heads if head in _CODES), None)
