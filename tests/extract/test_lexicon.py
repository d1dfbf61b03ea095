import re
from pathlib import Path

import pytest

import kelisim.extract
from kelisim.extract.analysis import Token
from kelisim.extract.languages import LANGUAGES
from kelisim.extract.lexicon import cues, lexicon


def _tokens(*words: str) -> list[Token]:
    return [
        Token(i, i + 1, word, word.lower().removesuffix("ed"), "X", "", i) for i, word in enumerate(words)
    ]


def test_the_longest_term_wins() -> None:
    matcher = cues({"short": ["sign"], "long": ["sign the pact"]})
    hits = list(matcher.find(_tokens("They", "signed", "the", "pact"), 0, 4))
    assert [(hit.first, hit.last, hit.code) for hit in hits] == [(1, 4, "long")]


def test_a_star_stands_for_one_word_and_for_an_ending() -> None:
    matcher = cues({"a": ["put * signature"], "b": ["vereinbar*"]})
    assert matcher.at(_tokens("put", "her", "signature"), 0, 3) is not None
    assert matcher.at(_tokens("Vereinbarungen"), 0, 1) is not None
    assert matcher.at(_tokens("Verein"), 0, 1) is None


def test_a_term_does_not_reach_over_the_end() -> None:
    assert cues({"a": ["sign the pact"]}).at(_tokens("sign", "the", "pact"), 0, 2) is None


def test_nothing_begins_behind_the_last_token() -> None:
    matcher = cues({"a": ["sign", "sign the pact"]})
    assert matcher.at(_tokens("they", "sign"), 2, 3) is None
    assert matcher.at(_tokens("they", "sign"), 1, 9) is not None
    assert cues({"a": ["sign the pact"]}).at(_tokens("they", "sign"), 1, 9) is None
    assert [hit.first for hit in matcher.find(_tokens("they", "sign"), 0, 9)] == [1]


@pytest.mark.parametrize("topic", ["names", "organisations", "people", "posts", "layout"])
def test_the_english_lexicon_has_its_topics(topic: str) -> None:
    assert topic in lexicon("en").topics


@pytest.mark.parametrize(
    ("topic", "table"),
    [("organisations", "heads"), ("posts", "heads"), ("people", "given"), ("organisations", "plural")],
)
def test_terms_are_in_lower_case_and_stand_once_in_a_list(topic: str, table: str) -> None:
    for terms in lexicon("en").table(topic, table).values():
        assert list(terms) == [term.lower() for term in terms]


def test_a_missing_table_is_empty() -> None:
    assert lexicon(LANGUAGES[0]).table("nowhere", "nothing") == {}
    assert lexicon(LANGUAGES[0]).terms("nowhere", "nothing") == frozenset()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_is_named_by_some_rule(language: str) -> None:
    folder = Path(kelisim.extract.__file__).parent
    code = "".join(file.read_text("utf-8") for file in folder.rglob("*.py"))
    made = tuple(re.findall(r'f"\{\w+\}(_\w+)"', code))  # "funders_by" is read as f"{slot}_by"
    tables = [(topic, name) for topic, found in lexicon(language).topics.items() for name in found]
    unread = [f"{topic}.{name}" for topic, name in tables if re.search(rf'"{name}[".]', code) is None]
    assert [name for name in unread if not name.endswith(made)] == []
