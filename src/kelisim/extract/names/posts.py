"""Posts with the organisation or state that they are held at, the fullest telling of each kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from kelisim.extract.names.holders import Holding
from kelisim.extract.names.offices import Office
from kelisim.extract.names.words import Words
from kelisim.extract.reading import Mention, Post


def posts(
    words: Words,
    holdings: Sequence[Holding],
    by_span: Mapping[tuple[int, int], str],
    mentions: Sequence[Mention],
    state: Callable[[Words, int], tuple[int, int] | None],
) -> list[Post]:
    """Return the posts of a document, one for each office of each person, the fullest telling of it kept.

    Arguments:
        by_span: the referent named at a token range.
        mentions: all mentions in text order; "its director" serves the organisation mentioned last.
        state: tells the token range of the country that a minister named at a token serves.
    """
    told: list[Post] = []
    offices: dict[tuple[int, int], Office] = {}
    for holding in holdings:
        person, office = holding.person, holding.office
        id = by_span.get((person.first, person.last))
        if id is None:
            continue
        span = _employer(words, office, by_span, mentions)
        tokens = (office.first, office.last)
        offices[tokens] = office
        employer = by_span[span] if span is not None else None
        told.append(Post(id, (person.first, person.last), tokens, employer, span))
    kept = []
    for post in _once(words, told):
        if post.organisation is None:
            span = _usual_employer(words, offices[post.office_tokens], mentions, state)
            unit = offices[post.office_tokens].unit
            if span is not None and span in by_span:
                post = replace(post, organisation=by_span[span], organisation_tokens=span)
            elif unit is not None and unit in by_span:
                post = replace(post, organisation=by_span[unit], organisation_tokens=unit)
        kept.append(post)
    return _once(words, kept)


def _employer(
    words: Words,
    office: Office,
    by_span: Mapping[tuple[int, int], str],
    mentions: Sequence[Mention],
) -> tuple[int, int] | None:
    """Return where the organisation is named that the text gives an office."""
    if office.organisation is not None:
        if office.organisation in by_span:
            return office.organisation
        first, last = office.organisation
        covering = [m for m in mentions if m.first <= first and last <= m.last and len(m.referents) == 1]
        for mention in covering:
            spot = _named_spot(mention.referents[0], mentions, mention)
            if spot in by_span:
                return spot
    before = [m for m in mentions if m.last <= office.first and m.type == "organisation"]
    above = _heading_above(words, office, before)
    if above is not None:
        spot = _named_spot(above.referents[0], mentions, above)
        return spot if spot in by_span else None
    if office.owned:
        before = [m for m in mentions if m.last <= office.first and m.type == "organisation"]
        spot = _named_spot(before[-1].referents[0], mentions, before[-1]) if len(before) > 0 else None
        return spot if spot in by_span else None
    return None


def _usual_employer(
    words: Words,
    office: Office,
    mentions: Sequence[Mention],
    state: Callable[[Words, int], tuple[int, int] | None],
) -> tuple[int, int] | None:
    """Return where the organisation is named that must be meant where the text leaves it open."""
    if office.organisation is not None:
        return None
    if office.code == "state":
        return state(words, office.first)
    before = [m for m in mentions if m.last <= office.first and m.type == "organisation"]
    if office.code == "academic":
        return _academic(words, before, mentions, office)
    if office.doubtful or any(words.has(i, "other") for i in range(office.first, office.last)):
        return None
    sentence = words.analysis.sentence_of[office.first]
    block = words.analysis.sentences[sentence].block
    sentence_of, sentences = words.analysis.sentence_of, words.analysis.sentences
    near = [
        m
        for m in before
        if sentence_of[m.first] >= sentence - 1 and sentences[sentence_of[m.first]].block == block
    ]
    if len({m.referents for m in near}) != 1:
        return None
    return _named_spot(near[-1].referents[0], mentions, near[-1])


def _heading_above(words: Words, office: Office, before: Sequence[Mention]) -> Mention | None:
    """Return the organisation whose people a list tells: named in the line above the list."""
    analysis = words.analysis
    block = analysis.sentences[analysis.sentence_of[office.first]].block
    if analysis.blocks[block].kind == "paragraph" or len(before) == 0:
        return None
    last = before[-1]
    above = analysis.sentences[analysis.sentence_of[last.first]].block
    if above == block or block - above > 8 or analysis.blocks[above].kind == "paragraph":
        return None
    return last


def _academic(
    words: Words, before: Sequence[Mention], mentions: Sequence[Mention], office: Office
) -> tuple[int, int] | None:
    """Return the university that a rector named without one serves: the last one told, else the only one."""

    def higher(mention: Mention) -> bool:
        return any(
            words.has(i, "head.university", "head.college", "head.institute", "head.academy", "head.school")
            for i in range(mention.first, mention.last)
        )

    told = [m for m in before if higher(m)]
    sentence = words.sentence(office.first)
    here = [m for m in told if m.first >= sentence.first]
    pool = here or told
    if len(pool) == 0:
        return None
    if len(here) == 0:
        counts: dict[str, int] = {}
        for mention in mentions:
            if mention.type == "organisation" and len(mention.referents) == 1:
                counts[mention.referents[0]] = counts.get(mention.referents[0], 0) + 1
        pool = sorted(told, key=lambda m: counts.get(m.referents[0], 0))
    return _named_spot(pool[-1].referents[0], mentions, pool[-1])


def _named_spot(id: str, mentions: Sequence[Mention], near: Mention) -> tuple[int, int]:
    if near.named:
        return near.first, near.last
    named = [m for m in mentions if m.named and m.referents == (id,) and m.first <= near.first]
    spot = named[-1] if len(named) > 0 else near
    return spot.first, spot.last


def _once(words: Words, told: Sequence[Post]) -> list[Post]:
    """Keep one post of those that say the same of one person, the fullest: "Minister", "Minister of Science"."""
    kept: list[Post] = []
    for post in sorted(told, key=lambda p: (-_size(words, p), p.organisation is None)):
        mine = _office_words(words, post)
        same = next((k for k in kept if k.person == post.person and _covers(words, k, post, mine)), None)
        if same is None:
            kept.append(post)
        elif same.organisation is None and post.organisation is not None:
            kept[kept.index(same)] = replace(
                same, organisation=post.organisation, organisation_tokens=post.organisation_tokens
            )
    return sorted(kept, key=lambda p: (p.office_tokens, p.person_tokens))


def _covers(words: Words, kept: Post, post: Post, mine: frozenset[str]) -> bool:
    whole = _office_words(words, kept)
    if mine == whole:
        return (
            kept.organisation is None
            or post.organisation is None
            or kept.organisation == post.organisation
            or len(mine) > 1
        )
    return mine < whole and (post.organisation is None or kept.organisation in {None, post.organisation})


def _size(words: Words, post: Post) -> int:
    return len(_office_words(words, post))


def _office_words(words: Words, post: Post) -> frozenset[str]:
    return frozenset(
        w
        for w in words.lower[slice(*post.office_tokens)]
        if w[0].isalnum() and w not in {"of", "and", "the", "for"}
    )
