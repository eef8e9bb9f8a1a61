"""Names as people vary them are one name; names that differ are not."""

import pandas as pd
import pytest

from sentia.book.names import in_order, plain, plain_name, without_form


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Čapek & syn", "capek and SYN"),
        ("L'Oréal", "LOreal"),
        ("Smith-Jones", "Smith Jones"),
        ("Łódź Ørsted", "lodz orsted"),
        ("I.B.M.", "IBM"),
        ("Weiß", "WEISS"),
    ],
)
def test_accents_punctuation_and_case_make_no_other_name(one, other):
    assert plain_name(one) == plain_name(other)


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Acme Inc.", "acme"),
        ("Acme, Incorporated", "acme"),
        ("Acme GmbH & Co. KG", "acme"),
        ("Bodegas Díaz, S.L.", "bodegas diaz"),
        ("Čapek spol. s r.o.", "capek"),
        ("Kowalski Sp. z o.o.", "kowalski"),
        ("Acme S. A. de C. V.", "acme"),
        ("Rossi S.p.A.", "rossi"),
    ],
)
def test_a_company_is_called_the_same_without_its_legal_form(name, bare):
    assert without_form(plain_name(name))[0] == bare


@pytest.mark.parametrize("name", ["Inc", "Limited", "The Limited Edition", "Black and White", "Company of Heroes"])
def test_a_word_that_is_also_a_legal_form_stays_where_it_is_the_name(name):
    assert without_form(plain_name(name))[0] == plain_name(name)


def test_a_person_written_family_name_first_is_the_same_person():
    assert in_order(pd.Series(["Berg, Anna", "ANNA BERG"])).nunique() == 1


def test_a_name_of_signs_alone_and_a_missing_one_stay_what_they_are():
    assert plain(pd.Series(["+++", None, "*"])).isna().tolist() == [False, True, False]
    assert plain(pd.Series(["+++", "*"])).nunique() == 2
