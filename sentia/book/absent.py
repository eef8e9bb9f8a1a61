"""What is not in the files at all: lost deals that an export leaves out, so that nobody seems ever to lose."""

from sentia.book.book import Book

_HOW = {
    "Pipedrive": "in Pipedrive, set the filter of the deals to All lost deals (Status is Lost) and export again",
    "Odoo": "Odoo archives what is lost: in its pipeline, add the filter Lost (or Archived) and export again",
    "HubSpot": "in HubSpot, take the filters off the deals' view, so that Closed lost is in it, and export again",
    "Salesforce": "in the Salesforce report, set the filter Opportunity Status to Any and export again",
    "Zoho": "in Zoho, choose the view All Deals, or Closed Lost Deals, and export again",
    "Dynamics": "in Dynamics, choose the view All Opportunities, or Lost Opportunities, and export again",
    "monday": "in monday, take the filters off the board, open the board that keeps what was lost (archived items "
    "are left out), and export again",
    "Frappe": "in Frappe, take the filter on Status off the list of deals and export again",
    "ERPNext": "in ERPNext, take the filter on Status off the list of opportunities and export again",
    "EspoCRM": "in EspoCRM, choose the filter All over the list of opportunities and export again",
    "SuiteCRM": "in SuiteCRM, clear the filter over the list of opportunities and export again",
}
_ANY = "export again with closed deals in it, or open the sheet where they are kept beside this one"
_WHY_LOST = "your old noes live there"


def absent_outcomes(book: Book) -> tuple[str, ...]:
    """A sentence where the book has deals but none that is lost, none that is won, or none that is closed.

    Each says what is missing, what it costs, and how to get it from whoever made the file. A book without deals
    misses none.

    Examples
    --------
    >>> import pandas as pd
    >>> from sentia.book.making import make_book
    >>> absent_outcomes(make_book(opportunities=pd.DataFrame({"account_id": ["Acme"], "stage": ["Won"]})))[0][:40]
    'Lost deals are not in this file (1 won, '
    """
    statuses = book.opportunities["status"]
    count = {status: int((statuses == status).sum()) for status in ("open", "won", "lost")}
    if not len(statuses) or (count["won"] and count["lost"]):
        return ()
    chance = "so win chances are assumed, not learned"
    how = _how(book)
    if count["won"]:
        said = f"Lost deals are not in this file ({count['won']:,} won, none lost), {chance}"
        return (f"{said}: {how}; {_WHY_LOST}.",)
    if count["lost"]:
        return (f"Won deals are not in this file ({count['lost']:,} lost, none won), {chance}: {how}.",)
    return (f"Closed deals are not in this file ({count['open']:,} open), {chance}: {how}; {_WHY_LOST}.",)


def _how(book: Book) -> str:
    """How to get the others, from the vendors of the sheets with deals."""
    vendors = dict.fromkeys(s["vendor"] for s in book.understanding.sheets if "opportunities" in s["used_as"])
    known = [_HOW[vendor] for vendor in vendors if vendor in _HOW]
    return "; ".join(known) or _ANY


def learns_from_outcomes(book: Book) -> bool:
    """Whether the book's history can say how often deals are won: some were, and some were not."""
    return {"won", "lost"} <= set(book.opportunities["status"])
