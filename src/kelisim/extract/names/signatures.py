"""Names that say the same in other words: "UCL Institute of Archaeology", "X University named after Y"."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kelisim.extract.names.known import Known, content, fold
from kelisim.extract.names.words import Words

_BODIES = frozenset(
    {"university", "institute", "academy", "college", "school", "ministry", "committee", "centre"}
)


def unified(words: Words, all_known: Sequence[Known]) -> list[Known]:
    """Return the organisations, those merged whose names say the same with acronyms and countries read out.

    A name without the person whom another one honours ("X University named after Y"), or without its
    country, is the same as that one where only one such name is told.
    """
    full = {fold(acronym): content(known.full()) for known in all_known for acronym in known.acronyms}
    by_key: dict[frozenset[str], Known] = {}
    kept: list[Known] = []
    for known in sorted(all_known, key=lambda k: -len(content(k.full()))):
        keys = {_signature(words, name, full) for name in known.names.values()}
        same = next((by_key[key] for key in keys if key in by_key and _alike(by_key[key], known)), None)
        if same is None:
            kept.append(known)
        else:
            same.take(known)
        for key in keys if len(known.names) > 0 else ():
            by_key.setdefault(key, same or known)
    return _completed(words, kept, full)


def _alike(one: Known, other: Known) -> bool:
    return one.code == other.code or "" in {one.code, other.code}


def _signature(words: Words, name: str, full: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Return the words of a name: an acronym read out, a country as its code, no words of honour."""
    linking = {w for term in words.lexicon.terms("organisations", "named") for w in term.split()}
    linking |= words.lexicon.terms("names", "state_words")
    read: list[str] = []
    for word in content(name):
        whole = full.get(word)
        read += whole if whole is not None and fold(name) != word else [word]
    return frozenset(words.codes.get(word, word) for word in read if len(word) > 1 and word not in linking)


def _completed(words: Words, all_known: Sequence[Known], full: Mapping[str, tuple[str, ...]]) -> list[Known]:
    """Merge a name into the only one of its kind that adds nothing but a person honoured or the country."""
    by_word: dict[str, list[tuple[frozenset[str], Known]]] = defaultdict(list)
    keys = {id(k): {_signature(words, name, full) for name in k.names.values()} for k in all_known}
    for known in all_known:
        for key in keys[id(known)]:
            for word in key:
                by_word[word].append((key, known))
    gone: set[int] = set()
    for known in sorted(all_known, key=lambda k: len(content(k.full()))):
        if known.code not in _BODIES:
            continue
        short = max(keys[id(known)], key=len)
        if len(short) < 3:
            continue
        rarest = min(short, key=lambda word: len(by_word[word]))
        longer = {
            id(other): other
            for key, other in by_word[rarest]
            if other is not known
            and id(other) not in gone
            and other.code == known.code
            and short < key
            and all(_added(words, word) for word in key - short)
        }
        if len(longer) == 1:
            next(iter(longer.values())).take(known)
            gone.add(id(known))
    return [known for known in all_known if id(known) not in gone]


def _added(words: Words, word: str) -> bool:
    """Return whether a word only honours or places: no field, no head, no "East"."""
    pack = words.lexicon
    tables = (("names", "fields"), ("names", "common"), ("organisations", "heads"))
    return not any(word in pack.terms(topic, table) for topic, table in tables)
