"""The stages that vendors start with, in their order: to know one by its name, and where it belongs."""

from collections.abc import Sequence

from sentia.book.stages import plain

_DEFAULTS = {
    "Salesforce": "Prospecting, Qualification, Needs Analysis, Value Proposition, Id. Decision Makers, "
    "Perception Analysis, Proposal/Price Quote, Negotiation/Review, Closed Won, Closed Lost",
    "HubSpot": "Appointment Scheduled, Qualified To Buy, Presentation Scheduled, Decision Maker Bought-In, "
    "Contract Sent, Closed Won, Closed Lost",
    "Pipedrive": "Qualified, Contact Made, Demo Scheduled, Proposal Made, Negotiations Started",
    "Zoho": "Qualification, Needs Analysis, Value Proposition, Identify Decision Makers, Proposal/Price Quote, "
    "Negotiation/Review, Closed Won, Closed Lost, Closed-Lost to Competition",
    "Dynamics": "Qualify, Develop, Propose, Close",
    "Odoo": "New, Qualified, Proposition, Won",
    "Frappe": "Qualification, Demo/Making, Proposal/Quotation, Negotiation, Ready to Close, Won, Lost",
    "Atomic": "Opportunity, Proposal Sent, In Negotiation, Won, Lost, Delayed",
    "ERPNext": "Open, Replied, Quotation, Converted, Lost, Closed",
    "Salesforce leads": "Open - Not Contacted, Working - Contacted, Closed - Converted, Closed - Not Converted",
    "Frappe leads": "New, Contacted, Nurture, Qualified, Converted, Unqualified, Junk",
    "HubSpot leads": "New, Open, Attempted to Contact, In Progress, Connected, Open Deal, Bad Timing, Unqualified",
    "HubSpot contacts": "Subscriber, Lead, Marketing Qualified Lead, Sales Qualified Lead, Opportunity, Customer, "
    "Evangelist, Other",
    "django-crm": "request, analysis of request, clarification of the requirements, price offer, "
    "commercial proposal, commercial offer, agreement",
}


def _key(stage: str) -> str:
    words = plain(stage).split()
    bare = words[1:] if len(words) > 1 and words[0].isdigit() else words
    return "".join(bare)


_ORDER = {
    vendor: {_key(stage): place for place, stage in enumerate(stages.split(", "))}
    for vendor, stages in _DEFAULTS.items()
}
_LEAST_SHARED = 2


def vendor_of_stages(stages: Sequence[str]) -> str:
    """The vendor whose own stages these are, or most of them; "" for none.

    Examples
    --------
    >>> vendor_of_stages(["qualifiedtobuy", "Contract sent"]), vendor_of_stages(["Lead", "Quote"])
    ('HubSpot', '')
    """
    keys = {_key(stage) for stage in stages}
    shared = {vendor: len(keys & set(order)) for vendor, order in _ORDER.items()}
    best = max(shared, key=lambda vendor: shared[vendor])
    return best if shared[best] >= _LEAST_SHARED and 2 * shared[best] > len(keys) else ""


def whose(vendor: str) -> str:
    """The vendor's name without what its stages are of.

    Examples
    --------
    >>> whose("Frappe leads"), whose("Odoo")
    ('Frappe', 'Odoo')
    """
    return vendor.removesuffix(" leads").removesuffix(" contacts")


def vendor_place(stage: str, vendor: str) -> int | None:
    """Where a vendor's own stage stands in the vendor's order, from 0; None where it is none of its own.

    Examples
    --------
    >>> vendor_place("1-Qualify", "Dynamics"), vendor_place("Blue", "Dynamics")
    (0, None)
    """
    return _ORDER.get(vendor, {}).get(_key(stage))
