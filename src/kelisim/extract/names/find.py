"""All names of a document."""

from dataclasses import dataclass

from kelisim.extract.analysis import Analysis
from kelisim.extract.lexicon import Lexicon
from kelisim.extract.reading import Mention, MentionType, Post
from kelisim.model import Document, Quote, Referent, ReferentType, quote, referent_id


@dataclass(frozen=True, slots=True)
class Named:
    """Referents, mentions and posts of a document, each in text order."""

    referents: tuple[Referent, ...]
    mentions: tuple[Mention, ...]
    posts: tuple[Post, ...]


def find_names(document: Document, analysis: Analysis, lexicon: Lexicon) -> Named:
    """Return everyone and everything that the document names."""
    types: dict[str, ReferentType] = {"PER": "person", "ORG": "organisation", "LOC": "place"}
    found: dict[tuple[ReferentType, str], list[tuple[int, int, Quote]]] = {}
    for guess in analysis.guesses:
        if guess.label in types:
            first, last = guess.first, guess.last
            if analysis.tokens[first].lower == "the" and last - first > 1:
                first += 1
            spot = quote(document.text, *analysis.span(first, last))
            found.setdefault((types[guess.label], spot.text), []).append((first, last, spot))
    referents, mentions = [], []
    for (type, name), spots in found.items():
        id = referent_id(document.id, type, spots[0][2])
        referents.append(Referent(id, document.id, type, name, (), tuple(s[2] for s in spots)))
        kind: MentionType = type
        mentions += [Mention(first, last, kind, (id,)) for first, last, _ in spots]
    mentions.sort(key=lambda m: (m.first, m.last))
    return Named(tuple(referents), tuple(mentions), ())
