"""Text of others stays text: marks become letters, and links are made by us alone."""

import pytest

from sentia.ui.markup import Markup, file_name, inert, inert_lines, is_link, link, markup


@pytest.mark.parametrize(
    "text",
    [
        "Birch & Sons (north)",
        "9:30 to 10:15",
        "Ask for Zoë, 2.5% off!",
        "A1:D9",
        "$24,000",
        "R-17/b; x = 3",
        "§ 1",
    ],
)
def test_ordinary_text_is_shown_without_a_mark_more(text: str) -> None:
    assert inert(text) == text


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("![pixel](http://a.example/x.png)", "!["),
        ("![pixel](http://a.example/x.png)", "l]("),
        ("[us](https://a.example)", "s]("),
        ("http://a.example", "http:/"),
        ("HTTPS://A.EXAMPLE", "S:/"),
        ("www.a.example", "www."),
        ("joan@foods.example", "joan@"),
        (":red[due]", " :red"),
        ("costs :moneybag:", " :m"),
        (":material/home:", ":material/"),
        ("$x^2$", "2$"),
        ("x -> y", "->"),
    ],
)
def test_what_markdown_would_read_is_broken_up(text: str, never: str) -> None:
    assert never not in f" {inert(text)}"


def test_text_of_several_lines_is_one_line_unless_its_lines_are_wanted() -> None:
    assert inert("Ask Joan\r\n\n# not Tim") == "Ask Joan # not Tim"
    assert inert_lines("Hello *Joan*,\n# and Tim") == "Hello \\*Joan\\*,  \n\\# and Tim"


def test_nothing_is_made_inert_twice_and_whatever_is_cut_from_markdown_is_text_again() -> None:
    ours = markup("**{}**", "5 * 3")
    assert inert(ours) == ours == "**5 \\* 3**"
    assert markup("{} of {}", ours, "a_b") == "**5 \\* 3** of a\\_b"
    assert inert(ours[2:]) == "5 \\\\\\* 3\\*\\*"
    assert ours + "_" == "**5 \\* 3**\\_"
    assert "_" + ours == "\\_**5 \\* 3**"
    assert Markup("\n").join(["a_b", ours]) == "a\\_b\n**5 \\* 3**"


@pytest.mark.parametrize(
    "address", ["https://a.example/b?c=d", "http://a.example", "mailto:j@a.example", "tel:+155"]
)
def test_links_lead_to_the_web_a_mail_address_or_a_telephone(address: str) -> None:
    assert is_link(address)
    assert link("there", address).startswith("[there](")


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "file:///etc", "//a.example", "a", ""]
)
def test_any_other_address_is_no_link(address: str) -> None:
    assert link("there", address) == "there"


def test_a_link_keeps_its_brackets_whatever_its_text_and_address_hold() -> None:
    assert link("a](b", "https://a.example/x) y") == "a\\](b"
    assert link("a](b", "https://a.example/x)[y]") == "[a\\](b](https://a.example/x%29%5By%5D)"


@pytest.mark.parametrize("name", ["deals 2026.xlsx", "Größe & Preis.csv", "a.b.c.xlsm"])
def test_a_good_name_of_a_file_is_kept(name: str) -> None:
    assert file_name(name) == name


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a\r\nSet: b.xlsx", "C:\\x|<y>?.xlsx", "...", "x" * 9000 + ".xlsx"]
)
def test_a_name_of_a_file_leads_nowhere(name: str) -> None:
    made = file_name(name)
    assert made
    assert not set(made) & set('/\\:*?"<>|\r\n')
    assert not made.startswith(".")
    assert len(made) < 256
