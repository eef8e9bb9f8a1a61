"""How somebody is reached: their number to tap and their address, as links."""

from sentia.ui.wording import escaped


def reach(phone: object, email: object) -> str:
    """Telephone and mail links, only from text that is safely a number or an address.

    Examples
    --------
    >>> reach("+1 555 0101", None)
    '[\\\\+1 555 0101](tel:+15550101)'
    """
    links = []
    if isinstance(phone, str):
        number = "".join(mark for mark in phone if mark.isdigit() or mark == "+")
        links.append(f"[{escaped(phone)}](tel:{number})" if number else escaped(phone))
    if isinstance(email, str):
        address = email.strip()
        plain = all(mark.isalnum() or mark in "@._+-'" for mark in address) and address.count("@") == 1
        links.append(f"[{escaped(address)}](mailto:{address})" if plain else escaped(address))
    return " · ".join(links)
