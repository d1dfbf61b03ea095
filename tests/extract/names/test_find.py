from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.extract.names.texts import read

_PIECES = [
    "University",
    "University of",
    "Ministry of",
    "of the",
    "Rector",
    "Dr.",
    "named after",
    "(EKTU)",
    "universities",
    "Co., Ltd.",
    "Minister of",
    "its",
    "both parties",
    "Kazakhstan",
    "Sayasat Nurbek",
    "’s",
    "'s",
    "-",
    "–",
    "(",
    ")",
    "((",
    "))",
    ",",
    ".",
    "&",
    "and",
    "\n",
    "\n\n",
    "—",
    "\u202e",
    "\u200d",
    "e\u0301",
    "漢字",
    "مرحبا",
    "😀",
    "ǅ",
    "ß",
    "İ",
    "The",
    "signed",
    "President",
    "Professor",
    "Board of",
    "“",
    "”",
    ":",
    "/",
    "2024",
    "+",
    "A.",
    "d’Université",
]


def check_offsets(text: str) -> None:
    document, analysis, named = read(text)
    ids = [referent.id for referent in named.referents]
    assert len(ids) == len(set(ids))
    for referent in named.referents:
        assert referent.name.strip() != ""
        assert len(referent.mentions) > 0
        assert all(quote.stands_in(document.text) for quote in referent.mentions)
    for mention in named.mentions:
        assert 0 <= mention.first < mention.last <= len(analysis.tokens)
        assert len(mention.referents) > 0
        assert set(mention.referents) <= set(ids)
    assert list(named.mentions) == sorted(named.mentions, key=lambda m: m.first)
    for post in named.posts:
        assert post.person in ids
        assert (post.organisation is None) == (post.organisation_tokens is None)
        assert post.organisation is None or post.organisation in ids


@given(st.lists(st.sampled_from(_PIECES), max_size=40), st.sampled_from(["", " "]))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_mixture_of_cues_keeps_offsets_true(pieces: list[str], gap: str) -> None:
    check_offsets(gap.join(pieces))


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_keeps_offsets_true(text: str) -> None:
    check_offsets(text)


def test_the_same_text_gives_the_same_names() -> None:
    text = (
        "Rector Saule Rakhmetullina of East Kazakhstan Technical University (EKTU) met UCL’s Kevin MacDonald."
    )
    assert read(text)[2] == read(text)[2]
