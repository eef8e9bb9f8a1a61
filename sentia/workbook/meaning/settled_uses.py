"""The uses of a sheet's columns once more, by what the score of one column does not see."""

from dataclasses import replace

from sentia.workbook.meaning.concepts import read_words
from sentia.workbook.meaning.contact_words import is_of_mail_alone
from sentia.workbook.meaning.sheet_kinds import OFTEN, SheetKind, Slot
from sentia.workbook.meaning.uses import Use
from sentia.workbook.meaning.vocabulary import words

SAID = 2.0  # the confidence of what the rep says: before anything else
BY_WORDS = "by its words and values"  # why a column is taken that no known spelling names
_LAST = (("touches", "done_at"), ("touches", "maybe_done_at"))
_ASKED, _NO_MAIL = ("contacts", "do_not_contact"), ("contacts", "no_email")
_AMOUNT, _RECURRING = ("opportunities", "amount"), ("opportunities", "recurring")


def settled_uses(kind: SheetKind, uses: dict[Slot, list[Use]]) -> dict[Slot, list[Use]]:
    """The uses without what belongs to nobody; mail alone, job titles and what comes in each month as they are."""
    return _without_last_activity(_of_mail_alone(_sized(_without_loose_ends(kind, uses))))


def _without_last_activity(uses: dict[Slot, list[Use]]) -> dict[Slot, list[Use]]:
    """Beside the day of the last contact that of the last activity, which may be an edit, says nothing more."""
    if all(use.why == BY_WORDS for slot in _LAST for use in uses.get(slot, ())):
        return uses
    kept = {slot: [u for u in some if not (slot in _LAST and _is_any_activity(u))] for slot, some in uses.items()}
    return {slot: some for slot, some in kept.items() if some}


def _is_any_activity(use: Use) -> bool:
    return use.why == BY_WORDS and "activity" in read_words(use.header).concepts


def _of_mail_alone(uses: dict[Slot, list[Use]]) -> dict[Slot, list[Use]]:
    """Whoever only wants no mail may be called."""
    found = uses.get(_ASKED, [])
    mail = [replace(use, slot=_NO_MAIL) for use in found if is_of_mail_alone(use.header)]
    rest = [use for use in found if not is_of_mail_alone(use.header)]
    if not mail or _NO_MAIL in uses:
        return uses
    others = {slot: some for slot, some in uses.items() if slot != _ASKED}
    return others | {_NO_MAIL: mail} | ({_ASKED: rest} if rest else {})


def _without_loose_ends(kind: SheetKind, uses: dict[Slot, list[Use]]) -> dict[Slot, list[Use]]:
    """Company details on rows that name no company belong to nobody: they are left alone."""
    names_account = kind.subject == "accounts" or {("accounts", "name"), ("accounts", "account_id")} & set(uses)
    return uses if names_account else {slot: found for slot, found in uses.items() if slot[0] != "accounts"}


def _sized(uses: dict[Slot, list[Use]]) -> dict[Slot, list[Use]]:
    """What comes in each month or year is the deals' amount where no other column is."""
    recurring = [u for u in uses.get(_RECURRING, ()) if any(set(words(u.header)) & of for of in OFTEN.values())]
    if _AMOUNT in uses or not recurring:
        return uses
    others = [use for use in uses[_RECURRING] if use is not recurring[0]]
    rest = {slot: found for slot, found in uses.items() if slot != _RECURRING}
    return rest | ({_RECURRING: others} if others else {}) | {_AMOUNT: [replace(recurring[0], slot=_AMOUNT)]}
