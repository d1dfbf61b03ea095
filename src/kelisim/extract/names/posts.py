"""Posts with the organisation or state that they are held at, the fullest telling of each kept."""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from kelisim.extract.analysis import Range
from kelisim.extract.names.described import described
from kelisim.extract.names.employers import Told, told_of, usual_employer
from kelisim.extract.names.gazetteer import Place
from kelisim.extract.names.holders import Holding
from kelisim.extract.names.offices import Office
from kelisim.extract.names.sides import sides
from kelisim.extract.names.words import Words
from kelisim.extract.reading import Mention, Post

_NEAR = 8  # mentions looked at around an office
_LIST = 8  # lines of a list under the name of an organisation


def posts(
    words: Words,
    holdings: Sequence[Holding],
    by_span: Mapping[tuple[int, int], str],
    mentions: Sequence[Mention],
    state: Callable[[int], Place | None],
) -> list[Post]:
    """Return the posts of a document, one for each office of each person, the fullest telling of it kept.

    Arguments:
        by_span: the referent named at a token range.
        mentions: all mentions in text order; "its director" serves the organisation mentioned last.
        state: tells the country that a minister named at a token serves.
    """
    told = told_of(mentions)
    found: list[Post] = []
    offices: dict[tuple[int, int], Office] = {}
    for holding in holdings:
        person, office = holding.person, holding.office
        id = by_span.get((person.first, person.last))
        if id is not None:
            tokens = (office.first, office.last)
            offices[tokens] = office
            span = _employer(words, office, by_span, told)
            post = Post(id, (person.first, person.last), tokens, name=office.name)
            found.append(_held(post, span, by_span))
    kept = []
    single = _once(words, found)
    ordered = _ordered(words, single, mentions)
    for post in single:
        if post.organisation is not None:
            kept.append(post)
            continue
        office = offices[post.office_tokens]
        span = _as_before(words, post, kept) if _is_deputy(words, office) else None
        if span is None and office.code != "state":
            span = ordered.get(post.person_tokens)
        span = span or _behind_comma(words, post, office, told) or _all_from(words, post, told)
        span = span or _as_before(words, post, kept)
        span = span or usual_employer(words, office, told, state, _others(words, post, single))
        kept.append(_held(post, span if span in by_span else office.unit, by_span))
    return _once(words, kept)


def _is_deputy(words: Words, office: Office) -> bool:
    """Tell who serves with the one told right before: "ректор X и проректор Y"."""
    deputies = words.lexicon.terms("posts", "deputies")
    return any(words.tokens[i].lemma in deputies for i in range(office.first, office.last))


def _others(words: Words, post: Post, posts: Sequence[Post]) -> frozenset[str]:
    """Return the organisations that other people of a sentence are said to serve."""
    sentence_of = words.analysis.sentence_of
    here = sentence_of[post.office_tokens[0]]
    return frozenset(
        other.organisation
        for other in posts
        if other.organisation is not None
        and other.person != post.person
        and sentence_of[other.office_tokens[0]] == here
    )


def _ordered(words: Words, single: Sequence[Post], mentions: Sequence[Mention]) -> Mapping[Range, Range]:
    """Return whom those serve whose place in a list tells it: person tokens → tokens of the organisation."""
    return sides(words, single, [m for m in mentions if m.type in {"organisation", "group"}])


def _held(post: Post, span: tuple[int, int] | None, by_span: Mapping[tuple[int, int], str]) -> Post:
    if span is None or span not in by_span:
        return post
    return replace(post, organisation=by_span[span], organisation_tokens=span)


def _employer(
    words: Words, office: Office, by_span: Mapping[tuple[int, int], str], told: Told
) -> tuple[int, int] | None:
    """Return where the organisation is named that the text gives an office."""
    bracketed = _in_brackets(words, office)
    if bracketed is not None:
        return _named_by(words, told, bracketed)
    own = None if office.organisation is None else _own(words, office.organisation, by_span, told)
    if own is not None:
        return own
    above = _heading_above(words, office, told)
    if above is not None:
        return told.spot(above)
    sent = _sender(words, office, told)
    if sent is not None:
        return told.spot(sent)
    before = told.before(office.first)
    if not office.owned or before == 0:
        return None
    return _teller(words, office, told) or told.spot(told.mentions[before - 1])


def _teller(words: Words, office: Office, told: Told) -> tuple[int, int] | None:
    """Return whom "its" means that opens a sentence: the body that the sentence before is about."""
    number = words.analysis.sentence_of[office.first]
    if office.begin > words.analysis.sentences[number].first or number == 0:
        return None
    before = words.analysis.sentences[number - 1]
    subjects = (
        m
        for m in told.mentions[: told.before(office.first)]
        if m.first >= before.first
        and any(t.relation.startswith("nsubj") for t in words.tokens[m.first : m.last])
    )
    found = next(subjects, None)
    return None if found is None else told.spot(found)


def _own(
    words: Words, span: tuple[int, int], by_span: Mapping[tuple[int, int], str], told: Told
) -> tuple[int, int] | None:
    """Return where the organisation is named that stands with an office: itself, or the one it means."""
    if span in by_span:
        return span
    at = bisect_left(told.ends, span[1])
    for mention in told.mentions[at : at + _NEAR]:
        if mention.first <= span[0] and len(mention.referents) == 1:
            return told.spot(mention)
    if "Number=Plur" in words.tokens[span[1] - 1].features:
        return None  # "ректоры университетов": the place in the list tells who serves which
    meant = described(words, span, told.mentions[: told.before(span[0])])
    return None if meant is None else told.spot(meant)


def _in_brackets(words: Words, office: Office) -> int | None:
    """Return the token of a town in brackets behind who holds an office: "Rektor X (Stuttgart)"."""
    if office.organisation is None or words.lower[office.organisation[0] - 1] != "(":
        return None
    town = words.place[office.organisation[0]]
    return office.organisation[0] if town is not None and town.kind == "city" else None


def _behind_comma(words: Words, post: Post, office: Office, told: Told) -> tuple[int, int] | None:
    """Return the organisation between commas behind an office: "P, Executive Director, QNRF, said"."""
    at = office.last
    if post.person_tokens[0] > office.first or at + 1 >= len(words.lower) or words.lower[at] != ",":
        return None
    begin = at + 2 if words.has(at + 1, "article") else at + 1
    close = [m for m in told.mentions if m.first == begin and m.named and len(m.referents) == 1]
    if len(close) == 0:
        return None
    mention = max(close, key=lambda m: m.last)
    after = words.tokens[mention.last] if mention.last < len(words.tokens) else None
    ends = after is None or after.pos == "PUNCT" or words.has(mention.last, "and")
    return (mention.first, mention.last) if ends else None


def _all_from(words: Words, post: Post, told: Told) -> tuple[int, int] | None:
    """Return the organisation of all those listed before: "P (Rector) and Q (Dean), both from X"."""
    together = words.lexicon.table("posts", "together")
    sentence = words.sentence(post.person_tokens[0])
    for index in range(post.person_tokens[1], sentence.last - 2):
        if words.lower[index] not in together.get("all", ()) or words.lower[index + 1] not in together["of"]:
            continue
        begin = index + 3 if words.has(index + 2, "article") else index + 2
        close = [m for m in told.mentions if m.first == begin and m.named and len(m.referents) == 1]
        if len(close) > 0:
            mention = max(close, key=lambda m: m.last)
            return mention.first, mention.last
    return None


def _as_before(words: Words, post: Post, kept: Sequence[Post]) -> tuple[int, int] | None:
    """Return the organisation of the one named right before in a list: "from A its Rector P, Registrar Q"."""
    if len(kept) == 0 or kept[-1].organisation_tokens is None:
        return None
    last, first = kept[-1].person_tokens[1], min(post.person_tokens[0], post.office_tokens[0])
    last = max(last, kept[-1].office_tokens[1])
    if first < last or first - last > 3 or words.sentence(last - 1).first != words.sentence(first).first:
        return None
    listed = all(words.lower[i] == "," or words.has(i, "and", "article", "title") for i in range(last, first))
    served = kept[-1].organisation_tokens
    place = words.place[served[0]]
    return served if listed and served[0] < last and (place is None or place.first != served[0]) else None


def _named_by(words: Words, told: Told, index: int) -> tuple[int, int] | None:
    """Return the last organisation before that has a town in its name: "Rektor X (Stuttgart)"."""
    before = told.mentions[: told.before(index)]
    named = (m for m in reversed(before) if m.named and words.lower[index] in words.lower[m.first : m.last])
    found = next(named, None)
    return None if found is None else (found.first, found.last)


def _sender(words: Words, office: Office, told: Told) -> Mention | None:
    """Return the organisation that the holder acts for: "Y by its Rector X", "Y (CEO X)", "for Y it was
    signed by X".
    """
    links = words.lexicon.table("posts", "agents")
    before = told.before(office.first)
    if len(links) == 0 or before == 0:
        return None
    sent, lowest = told.mentions[before - 1], words.sentence(office.first).first
    between = words.lower[sent.last : office.first]
    if sent.first < lowest or set(links["by"]).isdisjoint(between):
        return None
    known = {*links["by"], *links["between"]}
    if not all(words.lower[i] in known or words.has(i, "title") for i in range(sent.last, office.first)):
        return None
    direct = not any(words.tokens[i].pos in {"VERB", "AUX"} for i in range(sent.last, office.first))
    sided = sent.first > lowest and words.lower[sent.first - 1] in links["sides"]
    return sent if direct or sided or not set(links["represents"]).isdisjoint(between) else None


def _heading_above(words: Words, office: Office, told: Told) -> Mention | None:
    """Return the organisation whose people a list tells: named in the line above the list."""
    analysis = words.analysis
    block = analysis.sentences[analysis.sentence_of[office.first]].block
    before = told.before(office.first)
    if analysis.blocks[block].kind == "paragraph" or before == 0:
        return None
    last = told.mentions[before - 1]
    above = analysis.sentences[analysis.sentence_of[last.first]].block
    if above == block or block - above > _LIST or analysis.blocks[above].kind == "paragraph":
        return None
    return last


def _once(words: Words, told: Sequence[Post]) -> list[Post]:
    """Keep one post of those that say the same of one person, the fullest: "Minister of Science"."""
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
    if post.name != "":
        return frozenset(w for w in post.name.lower().split() if w[0].isalnum() and len(w) > 1)
    return frozenset(
        w
        for w in words.lower[slice(*post.office_tokens)]
        if w[0].isalnum() and w not in {"of", "and", "the", "for"}
    )
