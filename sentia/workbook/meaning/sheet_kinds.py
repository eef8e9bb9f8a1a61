"""What a sheet may be, as data: what speaks for each kind, what it cannot be without, what else its rows name."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

Slot = tuple[str, str]
NAMED = 5.0  # points for a sheet or file called as the kind
EXPLICIT = 1.5  # points for a header that itself names the kind's subject: "Deal value"
BARE_WEIGHT = 0.4  # points of a field that says little, such as "Name"

# Fields of one subject that rows of another may carry: some as they are, some only where the header names them.
CARRIED: dict[str, frozenset[str]] = {
    "contacts": frozenset({"name", "first_name", "last_name", "email", "phone", "title", "profile_url"}),
    "accounts": frozenset(
        {"industry", "employees", "country", "city", "postal_code", "address", "region", "website"}
    ),
    "touches": frozenset({"kind", "done_at", "maybe_done_at"}),
    "owners": frozenset({"owner_id"}),
    "left": frozenset(),
}
CARRIED_IF_NAMED: dict[str, frozenset[str]] = {
    "contacts": frozenset({"contact_id", "relationship"}),
    "accounts": frozenset({"account_id", "name", "status", "owner", "parent"}),
    "opportunities": frozenset({"opportunity_id", "name"}),
    "orders": frozenset({"ordered_on"}),
    "activities": frozenset({"kind", "done_at", "outcome", "minutes", "direction", "notes"}),
}
# A planned activity on a deal's row is the deal's next step.
BECOMES: dict[Slot, dict[str, Slot]] = {
    ("activities", "subject"): {"opportunities": ("opportunities", "next_step")},
    ("activities", "due_on"): {"opportunities": ("opportunities", "next_step_on")},
}
SEVERAL = frozenset(
    {
        ("contacts", "email"),
        ("contacts", "phone"),
        ("opportunities", "closed_on"),
        ("opportunities", "entered"),
        ("opportunities", "recurring"),
        ("activities", "about"),
        ("touches", "done_at"),
        ("products", "stock"),
        ("staff", "mark"),
    }
)

# Words of a header that say how often an amount is paid.
OFTEN = {
    "monthly": frozenset({"mrr", "monthly", "month"}),
    "yearly": frozenset({"arr", "annual", "yearly", "year"}),
}


@dataclass(frozen=True)
class SheetKind:
    """One thing a sheet may be.

    Attributes
    ----------
    subject : str
        A table of the schema, or lines, products, staff.
    points : mapping of str to float
        What each of its fields says for it, where a column holds that field.
    needs : tuple of sets of slots
        Of each set at least one must be there.
    links : tuple of str
        The other subjects its rows may name or carry fields of.
    """

    subject: str
    points: Mapping[str, float]
    needs: tuple[frozenset[Slot], ...]
    links: tuple[str, ...] = ()
    needs_unless_named: tuple[frozenset[Slot], ...] = field(default=())

    def fits(self, slots: Collection[Slot], is_named: bool) -> bool:
        """Whether a sheet with these slots can be of this kind."""
        wanted = self.needs if is_named else (*self.needs, *self.needs_unless_named)
        return all(not choices.isdisjoint(slots) for choices in wanted)


def _slots(text: str) -> frozenset[Slot]:
    """`"accounts: name website; contacts: email"` as slots."""
    parts = [part.split(":") for part in text.split(";")]
    return frozenset((subject.strip(), name) for subject, names in parts for name in names.split())


_WHO = "accounts: account_id name; contacts: contact_id name first_name last_name email phone"

KINDS = (
    SheetKind(
        "opportunities",
        {
            **{
                "stage": 4,
                "expected_close_on": 3,
                "closed_on": 2,
                "amount": 2,
                "probability": 3,
                "lost_reason": 3,
            },
            **{"is_won": 3, "is_lost": 2, "is_closed": 1.5, "next_step": 2, "next_step_on": 1.5, "source": 1.5},
            **{"stage_since_on": 2, "status": 1, "opportunity_id": 1},
        },
        (
            _slots(f"opportunities: name opportunity_id; {_WHO}"),
            _slots(
                "opportunities: name stage expected_close_on closed_on probability is_won lost_reason next_step "
                "amount created_on status; accounts: name; contacts: name first_name last_name email phone"
            ),
        ),
        ("contacts", "accounts", "activities", "touches", "owners"),
        (
            _slots(
                "opportunities: stage expected_close_on closed_on probability is_won lost_reason next_step amount"
            ),
        ),
    ),
    SheetKind(
        "contacts",
        {
            **{"name": 1.5, "first_name": 2, "last_name": 2, "email": 2.5, "phone": 1.5, "title": 1.5},
            **{"profile_url": 1.5, "relationship": 1, "previous_account": 2, "moved_on": 1, "contact_id": 1},
        },
        (_slots("contacts: name first_name last_name email"),),
        ("accounts", "activities", "touches", "owners"),
    ),
    SheetKind(
        "accounts",
        {
            **{
                "name": 2,
                "account_id": 1,
                "industry": 2,
                "employees": 2,
                "website": 1.5,
                "address": 1,
                "city": 0.7,
            },
            **{"postal_code": 0.7, "country": 0.7, "parent": 1.5, "potential_spend": 3, "status": 1},
        },
        (_slots("accounts: name"),),
        ("contacts", "activities", "touches", "owners"),
    ),
    SheetKind(
        "orders",
        {"order_id": 1.5, "ordered_on": 1.5, "amount": 1, "product": 1},
        (_slots("orders: ordered_on amount"), _slots(f"orders: order_id; {_WHO}")),
        ("accounts", "contacts", "owners"),
        (_slots("orders: ordered_on"),),
    ),
    SheetKind(
        "quotes",
        {"quote_id": 1, "sent_on": 1.5, "valid_until_on": 3.5, "amount": 1, "status": 0.5},
        (
            _slots("quotes: quote_id sent_on valid_until_on"),
            _slots(f"quotes: quote_id; opportunities: opportunity_id name; {_WHO}"),
        ),
        ("opportunities", "accounts", "contacts"),
        (_slots("quotes: valid_until_on"),),
    ),
    SheetKind(
        "activities",
        {
            **{"kind": 2, "done_at": 1.5, "due_on": 1.5, "outcome": 2.5, "minutes": 2.5, "direction": 2.5},
            **{"subject": 1.5, "is_done": 1, "promise": 2, "activity_id": 1, "promise_on": 1},
        },
        (
            _slots("activities: done_at due_on"),
            _slots("activities: kind subject outcome minutes direction notes promise"),
        ),
        ("opportunities", "accounts", "contacts", "owners"),
    ),
    SheetKind(
        "cases",
        {"case_id": 2, "opened_on": 1.5, "closed_on": 1, "severity": 2, "subject": 1.5},
        (_slots("cases: case_id subject"), _slots("cases: opened_on severity closed_on")),
        ("accounts", "contacts", "owners"),
        (_slots("cases: case_id severity"),),
    ),
    SheetKind(
        "calendar",
        {"starts_at": 2, "ends_at": 2, "title": 1},
        (_slots("calendar: starts_at"), _slots("calendar: ends_at title")),
        (),
        (_slots("calendar: ends_at"),),
    ),
    SheetKind(
        "lines",
        {
            **{"quantity": 3, "unit_price": 2, "discount": 1, "product_id": 2, "line_total": 1, "line": 2},
            **{"order_id": 2, "product": 1},
        },
        (
            _slots("lines: order_id"),
            _slots("lines: unit_price line_total"),
            _slots("lines: product product_id line quantity"),
        ),
        ("orders", "accounts", "contacts", "owners"),
        (_slots("lines: quantity line"),),
    ),
    SheetKind(
        "products",
        {"product_id": 2, "name": 1.5, "price": 2, "stock": 2},
        (_slots("products: name product_id"), _slots("products: product_id price stock")),
        (),
        (_slots("products: name"), _slots("products: product_id"), _slots("products: price stock")),
    ),
    SheetKind(
        "staff",
        {"first_name": 2, "last_name": 2, "mark": 3, "email": 1, "owner_id": 1, "name": 1.5},
        (_slots("staff: name first_name last_name"), _slots("staff: owner_id email")),
        (),
        (_slots("staff: mark"),),
    ),
    SheetKind(
        "log",
        {"planned_for": 5, "minutes_spent": 2, "log_id": 3, "gain": 2},
        (_slots("log: planned_for"), _slots("log: log_id")),
    ),
)
