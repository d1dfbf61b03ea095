"""Organisations whose names are alike beyond what makes them one, told beside the same others.

A name that documents spell in two ways, decline, shorten, or place in two countries leaves two entities. That
both stand beside one and the same partner, or people who sign, makes it worth a question.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Final

from rapidfuzz.distance import OSA

from kelisim.model import Referent
from kelisim.resolve.clusters import Cluster, Suspicion
from kelisim.resolve.organisation_names import read_name
from kelisim.resolve.words import Sounds, Word, lexicon, sounds_of, words_of
from kelisim.spelling import fold, is_cyrillic

_REASON: Final = "names alike, told beside the same others"
_LIKE: Final = 0.75  # similarity of two spellings of one proper name: Закария, Zakariya
_LONG: Final = 5  # letters by sound of names that are compared by similarity: shorter ones must be the same
_BLOCK: Final = 3  # letters by sound that spellings of one name begin with
_CROWD: Final = 200  # clusters of one block that each is compared with, at most
_LAST: Final = {"У": "university", "U": "university", "А": "academy", "И": "institute", "I": "institute"}
_POLISH: Final = (("wicz", "vich"), ("sz", "sh"), ("cz", "ch"), ("ckie", "tske"), ("rz", "zh"))
_SILENT: Final = frozenset({"gap", "initial", "status"})


@dataclass(frozen=True, slots=True)
class _Read:
    """A name as words: what the organisation is, where, what tells it from others, whom it honours."""

    types: frozenset[str]
    countries: frozenset[str]
    telling: tuple[Word, ...]
    honoured: tuple[Sounds, ...]


def alike(ours: str, theirs: str) -> bool:
    """Return whether two names may be one organisation's: each telling word of one is like one of the other.

    What it is must not differ, nor the country in both names. A name may tell no more than whom it honours.
    """
    a, b = _read(ours), _read(theirs)
    if _disjoint(a.countries, b.countries):
        return False
    if _honours_only(a, b) or _honours_only(b, a):
        return True
    return a.types == b.types and (_share_acronym(a, b) or _told_alike(a, b))


def _share_acronym(a: _Read, b: _Read) -> bool:
    """Return whether both names hold one long acronym: "GEOMAR Helmholtz Centre", "GEOMAR орталығы"."""
    ours, theirs = (
        {word.form for word in one.telling if word.kind == "acronym" and len(word.form) >= _LONG}
        for one in (a, b)
    )
    return not ours.isdisjoint(theirs)


def _told_alike(a: _Read, b: _Read) -> bool:
    """Return whether what tells one name from others is what tells the other."""
    left = list(b.telling)
    alone: list[Word] = []
    agreed: list[Word] = []
    for word in a.telling:
        match = next((other for other in left if _same_word(word, other)), None)
        if match is None:
            alone.append(word)
        else:
            left.remove(match)
            agreed.append(word)
    if len(agreed) == 0:
        return False
    if len(alone) + len(left) == 0:
        return True
    if len(alone) == 0 or len(left) == 0:
        return _told_with_town(agreed, (*alone, *left))
    if all(word.kind in {"word", "acronym"} for word in agreed):
        return False
    return _spelled_alike(alone, left, agreed)


def _honours_only(short: _Read, full: _Read) -> bool:
    """Return whether one name tells only whom the other honours: "Yessenov University", "КазНПУ имени Абая".

    An acronym stands for what is untold; its last letter, if for anything, for what the body is.
    """
    names = [word for word in short.telling if word.kind != "acronym"]
    acronyms = [word.text for word in short.telling if word.kind == "acronym"]
    if len(names) == 0 or any(word.kind == "word" for word in names):
        return False
    if len(full.honoured) == 0:
        return len(acronyms) == 0 and short.types == full.types and _honours_all(short, full)
    if short.types != full.types and not (len(short.types) == 0 and _ends_as(acronyms, full.types)):
        return False
    told = [_sounds(word.text) for word in names]
    return all(any(_sound_alike(sounds, honoured) for honoured in full.honoured) for sounds in told)


def _honours_all(short: _Read, full: _Read) -> bool:
    """Return whether a name is whom another one honours without saying so, with a town at most."""
    left = list(full.telling)
    for honoured in short.honoured:
        match = next((word for word in left if _sound_alike(_sounds(word.text), honoured)), None)
        if match is None:
            return False
        left.remove(match)
    told = len(short.honoured) == len(short.telling) > 1
    return told and all(word.kind == "town" for word in left)


def _ends_as(acronyms: Sequence[str], types: frozenset[str]) -> bool:
    """Return whether an acronym ends with the letter of what a body is: "КазНПУ" is a university."""
    return any(_LAST.get(acronym[-1].upper()) in types for acronym in acronyms)


def _disjoint(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    return len(ours) > 0 and len(theirs) > 0 and ours.isdisjoint(theirs)


def _told_with_town(agreed: Sequence[Word], more: Sequence[Word]) -> bool:
    """Return whether one name says but the town or an acronym more: "Adam-Mickiewicz-Universität Posen"."""
    names = [word for word in agreed if word.kind in {"proper", "town"}]
    proper = any(word.kind == "proper" for word in names)
    return proper and len(names) > 1 and all(word.kind in {"town", "acronym"} for word in more)


def _spelled_alike(alone: Sequence[Word], left: Sequence[Word], agreed: Sequence[Word]) -> bool:
    """Return whether one proper word on each side differs, and all proper words together hardly.

    Where the town agrees too, the two words may be longer: Liebig, Либих.
    """
    if len(alone) != 1 or len(left) != 1 or {word.kind for word in (*alone, *left)} != {"proper"}:
        return False
    same = "".join(min(word.sounds, default="") for word in agreed if word.kind == "proper")
    placed = any(word.kind == "town" for word in agreed) and same != ""
    return any(
        OSA.normalized_similarity(same + one, same + other) >= _LIKE
        for one in _sounds(alone[0].text)
        for other in _sounds(left[0].text)
        if placed or max(len(one), len(other)) < _LONG
    )


@lru_cache(maxsize=1 << 14)
def _read(name: str) -> _Read:
    known = lexicon()
    words = words_of(known.named_after.sub(" ", known.named_before.sub(" ", name)))
    types = frozenset(word.form for word in words if word.kind == "type")
    telling = [word for word in words if word.kind not in {*_SILENT, "type", "country"}]
    if len(types) > 1 and "academy" in types:  # an institute, with the academy of sciences that it belongs to
        types -= {"academy"}
        telling = [word for word in telling if word.form != "science"]
    whole = read_name(name)
    countries = frozenset(word.form for word in words if word.kind == "country")
    countries &= {*whole.countries, whole.home}  # "имени Ивана Франко" tells no country
    return _Read(types, countries, tuple(telling), whole.honoured)


def _same_word(ours: Word, theirs: Word) -> bool:
    """Return whether two telling words may be one: by meaning, or by sound."""
    if ours.kind == theirs.kind == "word" or ours.kind == theirs.kind == "acronym":
        return ours.form == theirs.form
    if ours.kind == theirs.kind == "town" and ours.form != theirs.form:
        return not _sounds(ours.text).isdisjoint(_sounds(theirs.text))
    if ours.form == theirs.form:
        return True
    return _sound_alike(_sounds(ours.text), _sounds(theirs.text))


@lru_cache(maxsize=1 << 14)
def _sounds(text: str) -> Sounds:
    """Return the keys of a name by sound: of a Cyrillic one those of the noun behind an adjective too, of a
    Latin one those without accents ("Çukurova") and as Polish is said ("Mickiewicz", "Мицкевич").
    """
    sounds, folded = sounds_of(text), fold(text)
    if not is_cyrillic(text):
        polish = folded
        for written, said in _POLISH:
            polish = polish.replace(written, said)
        sounds |= sounds_of(folded)
        return sounds if polish == folded else sounds | sounds_of(polish)
    stems = (folded.removesuffix(end) for end in lexicon().possessives if folded.endswith(end))
    return sounds.union(*(sounds_of(stem) for stem in stems if len(stem) >= _LONG))


def _sound_alike(ours: Sounds, theirs: Sounds) -> bool:
    if not ours.isdisjoint(theirs):
        return True
    return any(
        OSA.normalized_similarity(a, b) >= _LIKE
        for a in ours
        for b in theirs
        if min(len(a), len(b)) >= _LONG and a[0] == b[0]
    )


def namesakes(
    referents: Iterable[Referent], organisations: Sequence[Cluster], people: Sequence[Cluster]
) -> Iterator[Suspicion]:
    """Give the pairs of organisations of which names are alike and who stand beside the same.

    They share no document; in one of each, both stand beside one organisation or person, or beside two
    organisations that are alike too.
    """
    named = {referent.id: referent for referent in referents}
    home = {id: number for number, cluster in enumerate(organisations) for id in cluster.members}
    persons = {id: -number - 1 for number, cluster in enumerate(people) for id in cluster.members}
    there: defaultdict[str, set[int]] = defaultdict(set)
    for id, number in (home | persons).items():
        there[named[id].document].add(number)
    documents = [{named[id].document for id in cluster.members} for cluster in organisations]
    forms = [sorted({named[id].name for id in cluster.members}) for cluster in organisations]
    pairs = [
        (a, b)
        for a, b in _candidates(forms)
        if documents[a].isdisjoint(documents[b])
        and any(alike(one, other) for one in forms[a] for other in forms[b])
    ]
    twins: defaultdict[int, set[int]] = defaultdict(set)
    for a, b in pairs:
        twins[a].add(b)
        twins[b].add(a)
    beside = {
        number: set[int]().union(*(there[document] for document in documents[number])) - {number}
        for number in twins
    }
    for a, b in pairs:
        theirs = beside[b]
        alike_too = (twins[other] for other in beside[a] & twins.keys())
        if not beside[a].isdisjoint(theirs) or any(not each.isdisjoint(theirs) for each in alike_too):
            yield Suspicion(organisations[a].members[0], organisations[b].members[0], _REASON)


def _candidates(forms: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """Return the pairs of organisations that share a block by one of their names."""
    blocks: defaultdict[str, set[int]] = defaultdict(set)
    for number, names in enumerate(forms):
        for name in names:
            for key in _blocks(_read(name)):
                blocks[key].add(number)
    found: set[tuple[int, int]] = set()
    for block in blocks.values():
        members = sorted(block)
        if len(members) <= _CROWD:
            found.update(combinations(members, 2))
        else:
            found.update((a, b) for n, a in enumerate(members) for b in members[n + 1 : n + 1 + _CROWD])
    return sorted(found)


def _blocks(read: _Read) -> Iterator[str]:
    """Give the blocks of a name: by the towns and the first sounds of its proper words, else by its words.

    Names that are alike mostly are the same sort of thing and have as many telling words; those that only
    honour somebody, or say a town more, meet in the blocks of whom they honour.
    """
    names = [word for word in read.telling if word.kind != "acronym"]
    bare = len(names) > 0 and all(word.kind != "word" for word in names)
    for sounds in (*read.honoured, *(_sounds(word.text) for word in names if bare)):
        yield from (f"honour|{sound[:_BLOCK]}" for sound in sounds)
    sort = f"{' '.join(sorted(read.types))}|{len(read.telling)}"
    own = [word for word in read.telling if word.kind not in {"word", "acronym"}]
    if len(own) == 0 or any(word.kind == "acronym" for word in read.telling):
        yield f"{sort}|{' '.join(sorted(word.form for word in read.telling))}"
    for word in own:
        yield f"{sort}|{word.form}"
    for word in own if len(own) > 0 else read.telling[:1]:  # "Гази" may be read as a word, and be a name
        for sound in _sounds(word.text):
            yield f"{sort}|{sound[:_BLOCK]}"
