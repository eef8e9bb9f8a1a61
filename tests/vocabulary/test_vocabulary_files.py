"""The words of a trade, in files that a rep can add to: what is right is read, what is wrong is named."""

import pandas as pd
import pytest

from sentia import vocabulary
from sentia.book import schema
from sentia.errors import BadVocabulary
from sentia.vocabulary.loading import read_words

LISTED = {
    "activity kinds": ("activities", "kind"),
    "directions": ("activities", "direction"),
    "account status": ("accounts", "status"),
    "recurrences": ("opportunities", "recurrence"),
    "parties": ("opportunities", "waiting_on"),
}


def file_of(tmp_path, text):
    path = tmp_path / "greetings.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_word_that_a_rep_adds_to_a_file_is_known(tmp_path):
    found = read_words(file_of(tmp_path, '[reached]\nenglish = ["had a chat"]\nczech = ["pokecáno"]\n'))
    assert found == {"reached": {"english": ("had a chat",), "czech": ("pokecáno",)}}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[reached]\nklingon = ["nuqneH"]', r"greetings.toml, \[reached\], klingon: no such language"),
        ('[reached]\nenglish = "spoke"', r"\[reached\], english: wanted a list of texts in quotes, found 'spoke'"),
        ('[reached]\nenglish = ["spoke", 3]', "wanted a list of texts"),
        ('[reached]\nenglish = [" "]', "wanted a list of texts"),
        ('reached = ["spoke"]', "“reached” stands outside a table"),
        ('[reached\nenglish = ["spoke"]', "cannot be read as TOML"),
    ],
)
def test_a_file_with_a_slip_says_where_it_is(tmp_path, text, said):
    with pytest.raises(BadVocabulary, match=said):
        read_words(file_of(tmp_path, text))


def test_a_subject_nobody_wrote_a_file_for_is_named():
    with pytest.raises(BadVocabulary, match="no words for “moods”"):
        vocabulary.words("moods")


@pytest.mark.parametrize("subject", vocabulary.subjects())
def test_every_file_is_read_and_speaks_all_nine_languages(subject):
    spoken = {language for by_language in vocabulary.words(subject).values() for language in by_language}
    assert set(vocabulary.LANGUAGES) <= spoken <= {*vocabulary.LANGUAGES, *vocabulary.FURTHER}


@pytest.mark.parametrize("subject", LISTED)
def test_every_listed_word_is_one_of_the_schema_and_no_spelling_means_two(subject):
    table, field = LISTED[subject]
    column = schema.column(table, field)
    meant = column.choices or column.meaning
    assert all(word in meant for word in vocabulary.spellings(subject).values())


def test_a_phrase_is_found_in_any_language_and_only_as_whole_words():
    texts = pd.Series(["Sie ist im Urlaub", "en congé jusqu'au 3", "vacationers wanted", None], dtype="str")
    found = vocabulary.says(texts, "note phrases", "away")
    assert found.tolist() == [True, True, False, False]


@pytest.mark.parametrize(
    ("subject", "said", "wanted"),
    [
        (
            "activity kinds",
            "Телефонный звонок, Kundbesök, 打ち合わせ, مكالمة, 拜访, שיחת טלפון",
            "call visit meeting call visit call",
        ),
        (
            "outcomes",
            "Недозвон, inget svar, ulaşıldı, 부재중, 已接通",
            "no answer|no answer|reached|no answer|reached",
        ),
        ("directions", "Входящий, gelen, 발신, outgående", "in in out"),
        ("quote status", "Отклонено, hyväksytty, 草稿, نشط", "declined accepted draft"),
    ],
)
def test_values_in_languages_beyond_the_nine_are_known(subject, said, wanted):
    texts = pd.Series(said.split(", "), dtype="str")
    listed = wanted.split("|") if "|" in wanted else wanted.split()
    assert vocabulary.meant(texts, subject).dropna().tolist() == listed
