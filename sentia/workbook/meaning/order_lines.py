"""Order lines summed into orders: price x quantity x (1 - discount), freight apart; the product of most value."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from sentia.book.checked import MOST
from sentia.book.raw import RawTable
from sentia.book.schema import no_prices
from sentia.workbook.meaning.deals import currency_stated
from sentia.workbook.meaning.linking_texts import Known, account_text
from sentia.workbook.meaning.sheet_reader import SheetReader

_ORDER, _TOTAL = ("lines", "order_id"), ("lines", "line_total")


def lines_of(readers: Sequence[SheetReader]) -> pd.DataFrame | None:
    """The order lines of several sheets, one row a line: `order_id`, `product` (name, else id), `amount`.

    None where no sheet holds order lines. Products are named by the sheets of products.
    """
    names = _product_names([r for r in readers if r.subject == "products"])
    found = [_lines(reader, names) for reader in readers if reader.subject == "lines"]
    return pd.concat(found, ignore_index=True) if found else None


def _lines(reader: SheetReader, names: Mapping[str, str]) -> pd.DataFrame:
    products = reader.texts(("lines", "product_id"))
    named = products.map(names).astype("str")
    product = reader.texts(("lines", "product")).fillna(named).fillna(products)
    return pd.DataFrame({"order_id": reader.values(_ORDER), "product": product, "amount": _line_amounts(reader)})


def _line_amounts(reader: SheetReader) -> pd.Series:
    total = reader.values(_TOTAL)
    price, quantity = reader.values(("lines", "unit_price")), reader.values(("lines", "quantity"))
    if price is None or quantity is None:
        return total if total is not None else price
    discount = reader.values(("lines", "discount"))
    amounts = price * quantity * (1 if discount is None else 1 - discount.fillna(0))
    amounts = amounts.where(amounts.abs() < MOST)
    return amounts if total is None else total.fillna(amounts)


def _product_names(readers: Sequence[SheetReader]) -> dict[str, str]:
    names: dict[str, str] = {}
    for reader in readers:
        pairs = pd.DataFrame(
            {"id": reader.texts(("products", "product_id")), "name": reader.texts(("products", "name"))}
        )
        names |= dict(pairs.dropna().drop_duplicates("id").itertuples(index=False))
    return names


def prices_of(readers: Sequence[SheetReader]) -> pd.DataFrame:
    """The price list of the sheets of products: one row a name and one an id (`product`), `price` and `currency`.

    The currency is what stands in the price's cell, else in its header ("Price (EUR)"); missing without either.
    Empty where no such sheet has a column of prices.
    """
    found = [no_prices()]
    for reader in readers:
        price = reader.values(("products", "price"))
        if reader.subject == "products" and price is not None:
            fields = (("products", "name"), ("products", "product_id"))
            said = {"price": price, "currency": currency_stated(reader, ("products", "price"))}
            found += [pd.DataFrame({"product": reader.texts(slot), **said}) for slot in fields]
    listed = pd.concat(found, ignore_index=True).dropna(subset=["product", "price"])
    return listed.astype({"product": "str", "price": "float64", "currency": "str"})


def sum_lines(lines: pd.DataFrame) -> pd.DataFrame:
    """One row an order, indexed by `order_id`: its `amount`, and the `product` that is most of it.

    Examples
    --------
    >>> lines = pd.DataFrame({"order_id": ["7", "7"], "product": ["Tea", "Rye"], "amount": [2.0, 5.0]})
    >>> sum_lines(lines).reset_index().values.tolist()
    [['7', 7.0, 'Rye']]
    """
    known = lines.dropna(subset=["order_id"])
    amount = known.groupby("order_id", sort=False)["amount"].sum(min_count=1)
    by_product = known.groupby(["order_id", "product"], sort=False)["amount"].sum().reset_index()
    most = by_product.sort_values("amount", ascending=False, kind="stable").drop_duplicates("order_id")
    return amount.to_frame().assign(product=most.set_index("order_id")["product"])


def with_lines(orders: RawTable, lines: pd.DataFrame | None) -> RawTable:
    """The orders with the amounts and products that their lines give, where their own sheet has none."""
    if lines is None or "order_id" not in orders.frame:
        return orders
    summed = sum_lines(lines)
    frame, columns = orders.frame, dict(orders.columns)
    for name in ("amount", "product"):
        given = frame["order_id"].map(summed[name])
        own = frame.get(name)
        if own is None or own.isna().all():
            columns.pop(name, None)
        values = given if own is None else own.fillna(given)
        frame = frame.assign(**{name: values.astype("float64" if name == "amount" else "str")})
    return replace(orders, frame=frame, columns=columns)


def orders_of_lines(reader: SheetReader, known: Known) -> RawTable | None:
    """The orders that a sheet of lines itself describes; None where its rows name no buyer and no day."""
    account, _ = account_text(reader, known)
    if account is None and not reader.has(("orders", "ordered_on")):
        return None
    lines = _lines(reader, {})
    first = lines["order_id"].notna() & ~lines["order_id"].duplicated()
    frame = pd.DataFrame({"order_id": lines["order_id"]})
    if account is not None:
        frame["account_id"] = account
    ordered_on = reader.values(("orders", "ordered_on"))
    if ordered_on is not None:
        frame["ordered_on"] = ordered_on
    frame = frame.groupby("order_id", sort=False).first().reset_index().join(sum_lines(lines), on="order_id")
    rows = reader.rows[np.asarray(first)]
    return RawTable("orders", frame, reader.sheet.file, reader.sheet.name, rows, side=reader.side)
