"""How somebody is reached: their number to tap and their address, as links."""

from sentia.ui.markup import Markup, inert, link


def reach(phone: object, email: object) -> Markup:
    """Telephone and mail links, only from text that is safely a number or an address.

    Examples
    --------
    >>> reach("+1 555 0101", "joan@foods.example / ask for Tim")
    '[\\\\+1 555 0101](tel:+15550101) · joan:small[]@foods.example / ask for Tim'
    """
    links = []
    if isinstance(phone, str):
        number = "".join(mark for mark in phone if mark.isdigit() or mark == "+")
        links.append(link(phone, f"tel:{number}") if number else inert(phone))
    if isinstance(email, str):
        address = email.strip()
        plain = all(mark.isalnum() or mark in "@._+-'" for mark in address) and address.count("@") == 1
        links.append(link(address, f"mailto:{address}") if plain else inert(address))
    return Markup(" · ").join(links)
