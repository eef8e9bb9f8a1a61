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
        links.append(link(phone, f"tel:{number(phone)}") if number(phone) else inert(phone))
    if isinstance(email, str):
        links.append(link(address(email), f"mailto:{address(email)}") if address(email) else inert(email.strip()))
    return Markup(" · ").join(links)


def number(phone: object) -> str:
    """What a telephone dials of a text; "" where it has no digit.

    Examples
    --------
    >>> number("+1 (555) 0101"), number("ask at the desk")
    ('+15550101', '')
    """
    digits = "".join(mark for mark in phone if mark.isdigit() or mark == "+") if isinstance(phone, str) else ""
    return digits if digits.strip("+") else ""


def address(email: object) -> str:
    """A text that is safely one mail address; "" where it is none.

    Examples
    --------
    >>> address(" joan@foods.example "), address("joan@foods.example / ask for Tim")
    ('joan@foods.example', '')
    """
    mail = email.strip() if isinstance(email, str) else ""
    plain = all(mark.isalnum() or mark in "@._+-'" for mark in mail) and mail.count("@") == 1
    return mail if plain else ""
