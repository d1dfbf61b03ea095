from kelisim.extract.syntax import (
    ancestors,
    conjuncts,
    dependents,
    noun_phrase,
    strip_marks,
    subtree,
)
from tests.extract.names.texts import analysed

_TEXT = "The old university, which is large, signed a contract with a firm and a bank."


def _at(word: str) -> int:
    return next(i for i, token in enumerate(analysed(_TEXT).tokens) if token.text == word)


def test_a_noun_phrase_leaves_out_clauses_and_conjuncts() -> None:
    analysis = analysed(_TEXT)
    assert analysis.words(*noun_phrase(analysis, _at("university"))) == "The old university"
    assert analysis.words(*noun_phrase(analysis, _at("contract"))).startswith("a contract")


def test_a_subtree_covers_all_that_depends() -> None:
    analysis = analysed(_TEXT)
    first, last = subtree(analysis, _at("signed"))
    assert (first, analysis.tokens[last - 1].text) == (0, ".")


def test_conjuncts_and_ancestors() -> None:
    analysis = analysed(_TEXT)
    firm = _at("firm")
    assert [analysis.tokens[i].text for i in conjuncts(analysis, firm)] == ["firm", "bank"]
    assert _at("signed") in set(ancestors(analysis, firm))
    assert dependents(analysis, _at("signed"), "nsubj") == (_at("university"),)


def test_marks_at_the_ends_are_stripped() -> None:
    analysis = analysed(_TEXT)
    first, last = strip_marks(analysis, _at("large"), _at("signed"))
    assert analysis.words(first, last) == "large"
