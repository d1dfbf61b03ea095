"""Intentions: what somebody wants, plans or proposes to do with others where nothing is signed."""

from collections.abc import Iterator
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.draft import names, phrase, statement
from kelisim.extract.kinds.agreement_meetings import met
from kelisim.extract.kinds.anaphora import by_pronoun, meant_by, principals, speaker
from kelisim.extract.kinds.commitment_parts import split
from kelisim.extract.kinds.evidence import INTENTION
from kelisim.extract.kinds.inflected import intentions as inflected
from kelisim.extract.kinds.intention_frames import Frame, frames, head_of, is_negated
from kelisim.extract.kinds.intention_plans import shared_plans
from kelisim.extract.kinds.verb_final import intentions as verb_final
from kelisim.extract.kinds.verb_second import intentions as verb_second
from kelisim.extract.lexicon import Hit
from kelisim.extract.phrases import phrase_end
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.roles import is_finite, parts
from kelisim.extract.syntax import strip_marks, subject_range
from kelisim.model import Statement, Value

_SIGNED_AFTER: Final = 4  # sentences before a signing in which it is told what was agreed on there
_NAME: Final = 16  # tokens of a name behind a noun of wishing
_POSTED: Final = 4  # words of a post between a verb and the name that is its subject


def intentions(reading: Reading, extractor: str) -> Iterator[Statement]:
    """Yield one statement for each thing that is wanted."""
    analysis, words = reading.analysis, reading.lexicon
    if words.verb_second:
        yield from verb_second.intentions(reading, extractor)
        return
    if words.verb_final:
        yield from verb_final.intentions(reading, extractor)
        return
    if words.inflected:
        yield from inflected.intentions(reading, extractor)
        return
    triggers = words.cues("intentions", "triggers")
    for number, sentence in enumerate(analysis.sentences):
        if analysis.is_heading(sentence) or _is_mere_item(reading, number):
            continue
        hits = triggers.find(analysis.tokens, sentence.first, sentence.last)
        acts = [h for h in hits if _is_act(reading, h)]
        acts += shared_plans(reading, number) if len(acts) == 0 else ()
        told: list[Range] = []
        for frame in frames(reading, number):
            yield from _framed(reading, number, frame, told, extractor)
        for hit in acts:
            if not any(first < hit.last and hit.first < last for first, last in told):
                yield from _triggered(reading, number, hit, told, extractor)


def _is_mere_item(reading: Reading, number: int) -> bool:
    """Tell whether an item of a list has no clause of its own; the points of a communiqué have one."""
    analysis = reading.analysis
    sentence = analysis.sentences[number]
    if analysis.blocks[sentence.block].kind != "item":
        return False
    verbs = (i for i in range(sentence.first, sentence.last) if is_finite(analysis, i))
    return not any(subject_range(analysis, verb) is not None for verb in verbs)


def _framed(
    reading: Reading, number: int, frame: Frame, told: list[Range], extractor: str
) -> Iterator[Statement]:
    """Yield what a frame tells; `told` grows by the tokens read."""
    whats = [
        what
        for what in frame.whats
        if (
            _is_asked(reading, what[0])
            if frame.addressed
            else _is_matter(reading, frame.hit, *what, meant=len(frame.actors) > 0)
        )
    ]
    if frame.hit.code == "mandative" and len(frame.actors) + len(frame.others) == 0:
        return
    if len(whats) == 0 or any(first < frame.hit.last and frame.hit.first < last for first, last in told):
        return
    told.append((min(frame.hit.first, whats[0][0]), max(frame.hit.last, whats[-1][1])))
    for what in whats:
        yield _statement(reading, number, frame, what, extractor)


def _triggered(
    reading: Reading, number: int, hit: Hit, told: list[Range], extractor: str
) -> Iterator[Statement]:
    """Yield what follows a word of wishing, planning or talks; `told` grows by the tokens read."""
    sentence = reading.analysis.sentences[number]
    if hit.last >= sentence.last or reading.analysis.tokens[hit.last].pos == "SCONJ":
        return
    if is_negated(reading, hit) or _is_done_to(reading, hit) or _is_no_deed(reading, hit):
        return
    if hit.code in {"plan", "agreed"} and _undertaken(reading, number, hit):
        return
    listed = _items(reading, number)
    if len(listed) > 0 and hit.code in {"plan", "agreed"} and _is_signed(reading, 0, sentence.first):
        return  # "the two agreed to cooperate in these directions:", after a signing
    actors = _wanting(reading, hit, sentence.first, listed=len(listed) > 0)
    if actors is None:
        return
    behind = [m.last for m in actors if hit.last <= m.first < hit.last + _POSTED]
    begin = _unwrapped(reading, hit, max([hit.last, *behind]), sentence.last)
    end = phrase_end(reading, begin, sentence.last)
    found = listed or tuple(split(reading, begin, end))
    if hit.code == "maybe":
        found = tuple(piece for piece in found if _is_concrete(reading, *piece))
    if len(found) == 0:
        return
    told.append((hit.first, end))
    for first, last in found:
        if _is_matter(reading, hit, first, last, meant=len(actors) > 0):
            yield _statement(reading, number, Frame(hit, actors), (first, last), extractor)


def _unwrapped(reading: Reading, hit: Hit, begin: int, last: int) -> int:
    """Return where what is wanted begins: "agreed to | write …", "discussed the prospects of | a …"."""
    tokens = reading.analysis.tokens
    infinitive = reading.lexicon.terms("intentions", "infinitive")
    if begin == hit.last and tokens[begin - 1].pos == "VERB" and tokens[begin - 2].lower in infinitive:
        general = tokens[begin - 1].lemma in reading.lexicon.terms("intentions", "strengthening")
        return begin if general or begin - 1 == hit.first else begin - 1
    if hit.code in {"maybe", "talk"}:
        start = begin + (tokens[begin].pos == "DET")
        wrapped = reading.lexicon.cues("intentions", "proposals").at(tokens, start, last)
        return begin if wrapped is None or wrapped.last >= last else wrapped.last
    return begin


def _wanting(reading: Reading, hit: Hit, first: int, *, listed: bool) -> tuple[Mention, ...] | None:
    """Return who wants it; None where nobody does who counts.

    Arguments:
        listed: whether a list of what is wanted follows; "the programme is expected to" then tells a wish.
    """
    if hit.term in reading.lexicon.terms("intentions", "before_lists"):
        wanted = () if listed else _actors(reading, hit, first)
        bodies = wanted is not None and all(m.type == "organisation" for m in wanted)
        return wanted if listed or (wanted and bodies) else None
    if hit.term in reading.lexicon.terms("intentions", "of_bodies") and not _is_of_body(reading, hit):
        return None
    actors = _actors(reading, hit, first)
    if hit.code == "agreed" and actors is not None:
        actors = _agreeing(reading, hit, actors)
    unknown = actors == () and hit.code in {"plan", "agreed"}
    return None if unknown and not _by_group(reading, hit) else actors


def _is_of_body(reading: Reading, hit: Hit) -> bool:
    """Tell whether one who is named, or "we", is the subject itself: "We aim", not "The project with X"."""
    analysis = reading.analysis
    subjects = [c for c in analysis.children[hit.first] if analysis.tokens[c].relation.startswith("nsubj")]
    return any(
        "Person=1" in analysis.tokens[i].features
        or any(m.first <= i < m.last and m.named for m in reading.mentions_in(max(0, i - _NAME), i + _NAME))
        for i in subjects
    )


def _items(reading: Reading, number: int) -> tuple[Range, ...]:
    """Return the items of the list that a sentence with a colon at its end opens, each one thing wanted."""
    analysis = reading.analysis
    if analysis.tokens[analysis.sentences[number].last - 1].text != ":":
        return ()
    found = []
    for sentence in analysis.sentences[number + 1 :]:
        if analysis.blocks[sentence.block].kind != "item":
            break
        found.append(strip_marks(analysis, sentence.first, sentence.last))
    return tuple((first, last) for first, last in found if last > first)


def _agreeing(reading: Reading, hit: Hit, actors: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return who agreed, those who met where nobody is told: one alone ("agreed to chair it") is no side."""
    if len(actors) == 0:
        return met(reading, hit.first) or principals(reading, hit.first)
    return actors if len(actors) > 1 or actors[0].type == "group" else ()


def _is_no_deed(reading: Reading, hit: Hit) -> bool:
    """Tell whether no infinitive follows "agreed to" ("to the proposal"), or the words are in a name or in
    "areas of interest in".
    """
    tokens = reading.analysis.tokens
    before = tokens[hit.first - 1].lower if hit.first > 0 else ""
    if tokens[hit.first].pos == "PROPN" or (tokens[hit.first].lemma == "interest" and before == "of"):
        return True
    to = hit.code == "agreed" and tokens[hit.last - 1].lower in reading.lexicon.terms(
        "intentions", "infinitive"
    )
    return to and tokens[hit.last].pos not in {"VERB", "AUX", "ADV"}


def _is_done_to(reading: Reading, hit: Hit) -> bool:
    """Tell whether a verb is passive and says by whom: "is being negotiated by X"."""
    tokens = reading.analysis.tokens
    passive = any(
        tokens[c].relation == "aux:pass"
        for i in range(hit.first, hit.last)
        for c in reading.analysis.children[i]
    )
    return passive and tokens[hit.last - 1].pos == "VERB" and tokens[hit.last].pos == "ADP"


def _statement(reading: Reading, number: int, told: Frame, what: Range, extractor: str) -> Statement:
    values: list[Value] = [phrase(reading, "what", *what)]
    acting = {id for mention in told.actors for id in mention.referents}
    for mention in told.actors:
        values += names(reading, "actors", mention, probability=0.8)
    for mention in told.others:
        if acting.isdisjoint(mention.referents):
            values += names(reading, "with", mention, probability=0.75)
    for part in parts(reading, *what, role="object"):
        other = part.mention.type != "person" and acting.isdisjoint(part.mention.referents)
        if part.role == "partner" and not part.nested and other:
            values += names(reading, "with", part.mention, probability=0.75)
    if all(value.slot != "with" for value in values):
        sure = 0.6 if _is_joint(reading, *what) else 0.45
        for mention in _involved(reading, acting, *what) or _other_side(reading, acting, what[0]):
            values += names(reading, "with", mention, probability=sure)
    return statement(
        reading, "intention", values, [number], probability=INTENTION[told.hit.code], extractor=extractor
    )


def _is_joint(reading: Reading, first: int, last: int) -> bool:
    joint = reading.lexicon.terms("intentions", "joint")
    return any(token.lower in joint for token in reading.analysis.tokens[first:last])


def _involved(reading: Reading, acting: set[str], first: int, last: int) -> tuple[Mention, ...]:
    """Return the body whose part is wanted: "involve X in", "see X as a third party", "X be asked to"."""
    found = (
        p.mention
        for p in parts(reading, first, last, role="object")
        if p.role in {"object", "subject"} and not p.nested and p.mention.type == "organisation"
    )
    return tuple(m for m in found if acting.isdisjoint(m.referents))[:1]


def _other_side(reading: Reading, acting: set[str], index: int) -> tuple[Mention, ...]:
    """Return with whom something is wanted, where a text is about two and one of them wants it."""
    serving = {
        post.organisation for post in reading.posts if post.person in acting and post.organisation is not None
    }
    two = principals(reading, index)
    ours = [m for m in two if not (acting | serving).isdisjoint(m.referents)]
    return tuple(m for m in two if m not in ours) if len(ours) == 1 and len(two) == 2 else ()


def _actors(reading: Reading, hit: Hit, first: int) -> tuple[Mention, ...] | None:
    """Return who wants it; None where the subject is one whose aims are no plan of cooperation."""
    analysis = reading.analysis
    number = analysis.sentence_of[hit.first]
    verb = next((i for i in range(hit.first, hit.last) if analysis.tokens[i].pos == "VERB"), hit.first)
    found = subject_range(analysis, verb)
    start, end = found if found is not None else (first, hit.first)
    end = min(end, hit.first)
    inside = parts(reading, start, end)
    barred = list(reading.lexicon.cues("intentions", "not_meant").find(analysis.tokens, start, end))
    heads = {i for i in range(start, end) if analysis.tokens[i].relation.startswith("nsubj")}
    named = {i for part in inside for i in range(part.mention.first, part.mention.last)}
    if len(barred) > 0 and (len(inside) == 0 or any(h.last - 1 in heads - named for h in barred)):
        return None
    owners = _owners(reading, hit)
    kept = [p.mention for p in inside if p.role in {"subject", "between", "partner"} and not p.nested]
    if len(owners) > 0 or len(kept) > 0:
        return owners or tuple(kept)
    if found is not None and analysis.tokens[found[0]].pos == "PRON":
        return by_pronoun(reading, found[0])
    if found is not None and (told := meant_by(reading, start, end)):
        return told
    speaks = found is None and "Person=1" in analysis.tokens[verb].features
    return speaker(reading, number) if speaks or hit.code == "plan" else ()


def _is_act(reading: Reading, hit: Hit) -> bool:
    """Tell whether the words are a verb's, or a noun that tells a wish by itself ("interest in")."""
    token = reading.analysis.tokens[hit.first]
    return token.pos in {"VERB", "AUX"} or token.lemma in reading.lexicon.terms("intentions", "nominal")


def _by_group(reading: Reading, hit: Hit) -> bool:
    """Tell whether those who agree are told together ("the parties"), though the text names none of them."""
    analysis = reading.analysis
    told = subject_range(analysis, hit.first)
    groups = () if told is None else reading.lexicon.cues("roles", "groups").find(analysis.tokens, *told)
    return any(True for _ in groups)


def _undertaken(reading: Reading, number: int, hit: Hit) -> bool:
    """Tell whether "the parties plan to" follows a signing: then it is what they undertake in it."""
    analysis = reading.analysis
    first = analysis.sentences[number].first
    groups = reading.lexicon.cues("roles", "groups").find(analysis.tokens, first, hit.first)
    several = [m for m in reading.mentions_in(first, hit.first) if m.type == "organisation"]
    if len(several) < 2 and not any(True for _ in groups):
        return False
    near = min(number + _SIGNED_AFTER, len(analysis.sentences) - 1) if hit.code == "agreed" else number
    return _is_signed(reading, 0, analysis.sentences[near].last if near > number else first)


def _is_signed(reading: Reading, first: int, last: int) -> bool:
    """Tell whether a word of signing stands among the tokens."""
    signed = reading.lexicon.cues("agreements", "sole").find(reading.analysis.tokens, first, last)
    return any(True for _ in signed)


def _owners(reading: Reading, hit: Hit) -> tuple[Mention, ...]:
    """Return those whose interest it is: "reaffirmed Kazakhstan's strong interest in"."""
    tokens = reading.analysis.tokens
    return tuple(
        m
        for m in reading.mentions_in(max(0, hit.first - 6), hit.last)
        if any(t.text in {"'s", "’s", "’", "'"} for t in tokens[m.last - 1 : m.last + 1])
    )


def _is_cooperation(reading: Reading, first: int, last: int) -> bool:
    analysis = reading.analysis
    if last - first < 2 or analysis.tokens[first].lemma in reading.lexicon.terms("intentions", "idle"):
        return False
    hits = reading.lexicon.cues("intentions", "cooperation").find(analysis.tokens, first, last)
    return any(True for _ in hits)


def _is_matter(reading: Reading, hit: Hit, first: int, last: int, *, meant: bool = True) -> bool:
    """Tell whether what is wanted is a thing to be done: told of cooperation, or a deed with its object."""
    tokens, words = reading.analysis.tokens, reading.lexicon
    owned = "Poss=Yes" in tokens[first].features
    bare = tokens[first].pos == "PRON" and not owned and tokens[first - 1].pos != "ADP"
    if bare or _is_name(reading, hit, first):  # "propose it to"
        return False
    invites = first == hit.first and hit.code == "directive"  # "invited universities to the forum"
    if (_is_past(reading, first) and not invites) or _is_signing(reading, first, last):
        return False
    if hit.code in {"talk", "maybe"} and head_of(reading, first, last) in words.terms("intentions", "vague"):
        return False
    if _is_cooperation(reading, first, last):
        return True
    clause = hit.code in {"mandative", "ought", "directive", "desire"}
    open_to_all = meant and hit.code in words.terms("intentions", "open")
    if not open_to_all or not (clause or tokens[first].pos in {"VERB", "AUX"}):
        return False
    said_little = words.terms("intentions", "idle") | words.terms("agreements", "rhetoric")
    return tokens[first].lemma not in said_little and any(
        t.pos in {"NOUN", "PROPN"} for t in tokens[first + 1 : last]
    )


def _is_signing(reading: Reading, first: int, last: int) -> bool:
    """Tell whether what is wanted is an agreement, or to sign one: a planned agreement tells it."""
    tokens = reading.analysis.tokens
    signs = reading.lexicon.terms("agreements", "sole")
    itself = tokens[first].pos == "DET" or tokens[first].lemma in signs
    head = last if tokens[first].lemma in signs else min(last, first + 3)
    kinds = reading.lexicon.cues("agreements", "kinds").find(tokens, first, head)
    return itself and any(True for _ in kinds)


def _is_name(reading: Reading, hit: Hit, first: int) -> bool:
    """Tell whether a name follows a noun of wishing: whose it is, or where: "an initiative of X"."""
    tokens = reading.analysis.tokens
    if tokens[hit.first].pos != "NOUN" or hit.first + 1 == hit.last:
        return False
    start = first + (tokens[first].pos == "DET")
    named = [m for m in reading.mentions_in(start, start + _NAME) if m.first == start]
    last = max((m.last for m in named if m.type in {"organisation", "place"}), default=None)
    return last is not None and tokens[last].text not in {"'s", "’s", "’", "'"} and tokens[last].pos != "PART"


def _is_past(reading: Reading, index: int) -> bool:
    """Tell whether a piece is a clause of its own that reports: "… and handed over a draft"."""
    features = reading.analysis.tokens[index].features
    return "Tense=Past" in features and "VerbForm=Fin" in features


def _is_asked(reading: Reading, first: int) -> bool:
    """Tell whether somebody named is asked for a deed, not to speak."""
    return reading.analysis.tokens[first].lemma not in reading.lexicon.terms("intentions", "idle_asked")


def _is_concrete(reading: Reading, first: int, last: int) -> bool:
    """Tell whether talks are of a thing to be done ("a joint centre"), not of a field ("cooperation in")."""
    concrete = reading.lexicon.terms("intentions", "concrete")
    return any(
        t.lemma in concrete or t.lower in concrete
        for t in reading.analysis.tokens[first : min(last, first + 4)]
    )
