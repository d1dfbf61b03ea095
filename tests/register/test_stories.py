"""The tables of texts hold what they promise, and on the way from texts to records no years are mixed up."""

from collections import Counter
from functools import partial

import pytest
from benchmarks.pairs.stories import (
    FOLDER,
    YEARS,
    agreements_at,
    extracted,
    judged,
    kept,
    part_of,
    register,
    stories,
)

STORIES = stories()
READ_HERE = [  # in English and Russian: other languages load models of their own
    story
    for story in STORIES
    if part_of(story.name) == "train"
    and (len(story.promises) > 0 or any(pair.difficulty == YEARS for pair in story.pairs))
    and {text.language for text in story.texts.values()} <= {"en", "ru"}
]


@pytest.fixture(scope="module")
def results():
    """What became of the pairs and promises of stories over the years."""
    documents = tuple(document for story in READ_HERE for document in story.texts.values())
    extractions = extracted(documents)
    make = partial(register, extractions=extractions)
    pairs = [one for story in READ_HERE for one in judged(story, extractions, make)]
    return pairs, [one for story in READ_HERE for one in kept(story, make)]


def test_the_tables_hold_enough_pairs_of_every_language_and_both_parts():
    pairs = [pair for story in STORIES for pair in story.pairs]
    assert len(pairs) >= 200
    assert 0.35 < sum(pair.same for pair in pairs) / len(pairs) < 0.65
    languages = Counter(text.language for story in STORIES for text in story.texts.values())
    assert min(languages[code] for code in ("en", "ru", "kk", "de")) >= 12
    assert {part_of(story.name) for story in STORIES} == {"train", "test"}
    assert sum(pair.difficulty == YEARS for pair in pairs) >= 35


def test_every_pair_tells_its_difficulty_and_why():
    for story in STORIES:
        for pair in story.pairs:
            assert pair.difficulty.strip() != ""
            assert len(pair.why) > 5
            assert pair.first != pair.second


def test_no_pair_stands_twice():
    pairs = Counter(
        (story.name, frozenset((pair.first, pair.second))) for story in STORIES for pair in story.pairs
    )
    assert max(pairs.values()) == 1


def test_agreements_of_other_years_are_never_one_record(results):
    pairs, _ = results
    years = [one for one in pairs if one.pair.difficulty == YEARS]
    assert len(years) >= 15
    assert [one.pair for one in years if one.joined] == []


def test_most_tellings_of_one_agreement_are_one_record(results):
    pairs, _ = results
    read = [one for one in pairs if one.read]
    joined = [one for one in read if one.joined]
    assert sum(one.pair.same for one in joined) >= 0.95 * len(joined)
    assert sum(one.joined for one in read if one.pair.same) >= 0.7 * sum(one.pair.same for one in read)


def test_later_texts_give_promises_their_states(results):
    _, promises = results
    read = [one for one in promises if len(one.states) > 0]
    assert len(read) >= 5
    assert sum(one.right for one in read) >= 0.7 * len(read)


def test_words_that_no_text_has_are_refused():
    story = STORIES[0]
    document = next(iter(story.texts.values()))
    with pytest.raises(ValueError, match="does not stand in the text"):
        agreements_at(document, extracted((document,))[document.id], "no such words")


def test_two_stories_of_one_name_are_refused(tmp_path):
    table = (FOLDER / "stages.toml").read_text("utf-8")
    for name in ("one.toml", "two.toml"):
        (tmp_path / name).write_text(table, "utf-8")
    with pytest.raises(ValueError, match="give each a name of its own"):
        stories(tmp_path)
