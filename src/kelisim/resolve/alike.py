"""Organisations whose names are alike beyond what makes them one, told beside the same others.

A name that documents spell in two ways, decline, shorten, or place in two countries leaves two entities. That
both stand beside one and the same partner, or people who sign, makes it worth a question.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final

from rapidfuzz.distance import OSA

from kelisim.model import Referent
from kelisim.resolve.across import alike_across, fields_of
from kelisim.resolve.clusters import Cluster, Suspicion
from kelisim.resolve.compared import LIKE, LONG, Compared, compared, named_sounds, same_word, sound_alike
from kelisim.resolve.words import Word

_REASON: Final = "names alike, told beside the same others"
_BLOCK: Final = 3  # letters by sound that spellings of one name begin with
_ACRONYM: Final = 3  # letters of an acronym by which a name that is nothing else is found in a longer one
_CROWD: Final = 200  # clusters of one block that each is compared with, at most
_FAINT: Final = re.compile("[aeiouyYh]")  # sounds that spellings of one name often differ in
_LAST: Final = {"У": "university", "U": "university", "А": "academy", "И": "institute", "I": "institute"}


def alike(ours: str, theirs: str) -> bool:
    """Return whether two names may be one organisation's: each telling word of one is like one of the other.

    What it is must not differ, nor the country in both names. A name may tell no more than whom it honours.
    """
    a, b = compared(ours), compared(theirs)
    if _disjoint(a.countries, b.countries):
        return False
    if _honours_only(a, b) or _honours_only(b, a):
        return True
    if _is_acronym_of(a, b) or _is_acronym_of(b, a):
        return True
    if a.types == b.types and (_share_acronym(a, b) or _told_alike(a, b)):
        return True
    return alike_across(ours, theirs)


def _is_acronym_of(short: Compared, full: Compared) -> bool:
    """Return whether a name is nothing but an acronym that the other one holds: "GFZ"."""
    if len(short.types) > 0 or len(short.telling) != 1 or len(full.telling) + len(full.types) < 2:
        return False
    word = short.telling[0]
    held = {other.form for other in full.telling if other.kind == "acronym"}
    return word.kind == "acronym" and len(word.form) >= _ACRONYM and word.form in held


def _share_acronym(a: Compared, b: Compared) -> bool:
    """Return whether both names hold one long acronym: "GEOMAR Helmholtz Centre", "GEOMAR орталығы"."""
    ours, theirs = (
        {word.form for word in one.telling if word.kind == "acronym" and len(word.form) >= LONG}
        for one in (a, b)
    )
    return not ours.isdisjoint(theirs)


def _told_alike(a: Compared, b: Compared) -> bool:
    """Return whether what tells one name from others is what tells the other."""
    left = list(b.telling)
    alone: list[Word] = []
    agreed: list[Word] = []
    for word in a.telling:
        match = next((other for other in left if same_word(word, other)), None)
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
        more = (*alone, *left)
        by_acronym = len(a.countries & b.countries) > 0 and all(word.kind == "acronym" for word in more)
        return by_acronym or _told_with_town(agreed, more)
    if all(word.kind in {"word", "acronym"} for word in agreed):
        return False
    return _spelled_alike(alone, left, agreed)


def _honours_only(short: Compared, full: Compared) -> bool:
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
    told = [named_sounds(word.text) for word in names]
    return all(any(sound_alike(sounds, honoured) for honoured in full.honoured) for sounds in told)


def _honours_all(short: Compared, full: Compared) -> bool:
    """Return whether a name is whom another one honours without saying so, with a town at most."""
    left = list(full.telling)
    for honoured in short.honoured:
        match = next((word for word in left if sound_alike(named_sounds(word.text), honoured)), None)
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
        OSA.normalized_similarity(same + one, same + other) >= LIKE
        for one in named_sounds(alone[0].text)
        for other in named_sounds(left[0].text)
        if placed or max(len(one), len(other)) < LONG
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
            for key in _blocks(compared(name)):
                blocks[key].add(number)
    found: set[tuple[int, int]] = set()
    for block in blocks.values():
        members = sorted(block)
        if len(members) <= _CROWD:
            found.update(combinations(members, 2))
        else:
            found.update((a, b) for n, a in enumerate(members) for b in members[n + 1 : n + 1 + _CROWD])
    return sorted(found)


def _blocks(read: Compared) -> Iterator[str]:
    """Give the blocks of a name: by the towns and the first sounds of its proper words, else by its words.

    Names that are alike mostly are the same sort of thing and have as many telling words; those that only
    honour somebody, or say a town more, meet in the blocks of whom they honour.
    """
    names = [word for word in read.telling if word.kind != "acronym"]
    bare = len(names) > 0 and all(word.kind != "word" for word in names)
    for sounds in (*read.honoured, *(named_sounds(word.text) for word in names if bare)):
        yield from (f"honour|{sound[:_BLOCK]}" for sound in sounds)
    sort = f"{' '.join(sorted(read.types))}|{len(read.telling)}"
    own = [word for word in read.telling if word.kind not in {"word", "acronym"}]
    if len(own) == 0 or any(word.kind == "acronym" for word in read.telling):
        yield f"{sort}|{' '.join(sorted(word.form for word in read.telling))}"
    for word in own:
        yield f"{sort}|{word.form}"
    for word in own if len(own) > 0 else read.telling[:1]:  # "Гази" may be read as a word, and be a name
        for sound in named_sounds(word.text):
            yield f"{sort}|{sound[:_BLOCK]}"
    yield from _blocks_across(read, own)


def _blocks_across(read: Compared, own: Sequence[Word]) -> Iterator[str]:
    """Give the blocks in which names of two languages meet, whatever they call the body: by its places and
    how its names sound, by its acronym; else by its country and fields of study.
    """
    for word in read.telling:
        if word.kind == "acronym" and len(word.form) >= _ACRONYM:
            yield f"acronym|{word.form}"
    for word in own:
        if word.kind == "town":
            yield f"across|{word.form}"
        for sound in named_sounds(word.text):
            yield f"across|{sound[:1]}{_FAINT.sub('', sound[1:])[:_BLOCK]}"
    fields = fields_of(read.telling)
    if len(own) == 0 and fields != "":
        for country in read.countries:
            yield f"{country}|{fields}"
