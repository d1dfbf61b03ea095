"""Names and posts in the nominative: words that stand in a case by pymorphy's dictionary and its guesses."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from kelisim.extract.analysis import Analysis, Token
from kelisim.extract.lexicon import lexicon

_KEPT: Final = 10_000  # words of which what was said last is kept
_CASES: Final = {
    "Gen": {"gent", "gen1", "gen2"},
    "Dat": {"datv"},
    "Acc": {"accs", "acc2"},
    "Ins": {"ablt"},
    "Loc": {"loct", "loc1", "loc2"},
    "Nom": {"nomn"},
}
_QUOTES: Final = frozenset("«»“”„\"'")
_GENDERS: Final = ("masc", "femn", "neut")
_NAMES: Final = frozenset({"Name", "Surn", "Patr"})


def base_form(vocabulary: Any, analysis: Analysis, first: int, last: int, type: str) -> str:
    """Return the tokens `first` to `last` in the nominative, all else as it stands.

    Of an organisation, place or office the head noun and what stands before it are put so; of a person
    every word.

    Arguments:
        vocabulary: pymorphy's analyser.
        type: "organisation", "person", "place" or "office"; "phrase" for common words.
    """
    tokens = analysis.tokens[first:last]
    if type == "person":
        words = _person(vocabulary, tokens, _governed(analysis, first), post=_post_case(analysis, first))
    elif type == "phrase":
        words = _joined(vocabulary, tokens, first)
    else:
        words = _phrase(vocabulary, tokens, single=type == "office")
    text, end = "", tokens[0].start
    for token, word in zip(tokens, words, strict=True):
        text += analysis.text[end : token.start] + word
        end = token.end
    return text


# ------------------------------------------------------------------ organisations, places, offices


def _phrase(vocabulary: Any, tokens: Sequence[Token], *, single: bool) -> list[str]:
    """Return the words of a phrase in the nominative; a `single` one in the singular, as each holds it."""
    words = [token.text for token in tokens]
    head = _head(vocabulary, tokens)
    if head is None:
        return words
    shown = _feature(tokens[head], "Case")
    plural = _feature(tokens[head], "Number") == "Plur"
    told = shown == "" or (shown == "Nom" and not (plural and single))
    if told or _fixed(tokens[head].text):
        return words
    noun = _noun(vocabulary, tokens[head], shown)
    if noun is None:  # the tagger erred on the case
        noun = _oblique(vocabulary, tokens[head])
        shown = "" if noun is None else next((k for k, v in _CASES.items() if noun.tag.case in v), "")
    if noun is None or shown == "":
        return words
    gender, plural = noun.tag.gender, plural and not single
    for index in range(head + 1):
        token = tokens[index]
        if index == head:
            words[index] = _inflected(noun, token.text, {"nomn", "plur" if plural else "sing"})
        elif not _fixed(token.text) and token.pos in {"ADJ", "VERB", "PROPN", "DET", "NUM"}:
            words[index] = _adjective(vocabulary, token, shown, gender, plural=plural)
    return words


def _joined(vocabulary: Any, tokens: Sequence[Token], first: int) -> list[str]:
    """Return the words of a phrase with its noun and all that "и" joins to it in the nominative; one that a
    verb opens as it stands.

    Arguments:
        first: the place of its first token in the text.
    """
    words = [token.text for token in tokens]
    opening = next((t for t in tokens if t.pos not in {"ADV", "PART", "PUNCT"}), tokens[0])
    head = _head(vocabulary, tokens)
    name = len(tokens) == 1 and tokens[0].text[0].isupper()
    if head is None or name or opening.pos in {"VERB", "AUX", "ADP", "PRON", "SCONJ", "NUM"}:
        return words
    spots = [head]
    for index in range(head + 1, len(tokens)):
        if tokens[index].relation == "conj" and tokens[index].head - first in spots:
            spots.append(index)
    begin = 0
    for spot in spots:
        start = spot
        while start > begin and tokens[start - 1].pos in {"ADJ", "VERB", "DET", "NUM", "ADV"}:
            start -= 1
        start = 0 if spot == head else start
        words[start : spot + 1] = _phrase(vocabulary, tokens[start : spot + 1], single=False)
        begin = spot + 1
    return words


def _head(vocabulary: Any, tokens: Sequence[Token]) -> int | None:
    """Return the first noun that is no name set before another one ("Торайгыров университетом")."""
    nouns = [
        i
        for i, token in enumerate(tokens)
        if token.pos in {"NOUN", "PROPN"}
        and not token.lower.endswith(_ADJECTIVAL)
        and token.text[0].isalpha()
    ]
    for index in nouns:
        opened = any(token.text in _QUOTES for token in tokens[:index])
        apart = index + 1 in nouns and _is_name_word(vocabulary, tokens[index])
        if not apart and not opened:
            return index
    return nouns[0] if len(nouns) > 0 else None


def _is_name_word(vocabulary: Any, token: Token) -> bool:
    """Return whether a word is no common noun: a surname, or one that the dictionary does not know."""
    if not token.text[0].isupper():
        return False
    return not vocabulary.word_is_known(token.text) or _is_name(vocabulary.parse(token.text)[0])


_ADJECTIVAL: Final = ("ского", "скому", "ским", "ском", "ской", "скую", "ного", "ному", "ным", "ную")


def _noun(vocabulary: Any, token: Token, shown: str) -> Any:
    """Return the reading of a noun in this case; the likeliest, and one of a name only for want of
    another.
    """
    number = "plur" if _feature(token, "Number") == "Plur" else "sing"
    fitting = [
        p
        for p in vocabulary.parse(token.text)
        if p.tag.case in _CASES.get(shown, ())
        and p.tag.number == number
        and p.tag.POS in {"NOUN", "ADJF", "PRTF"}
    ]
    plain = [p for p in fitting if not _is_name(p)]
    return next(iter([*plain, *fitting]), None)


def _oblique(vocabulary: Any, token: Token) -> Any:
    """Return the reading of a noun that is in no nominative by its form; None for any other."""
    parses = [p for p in vocabulary.parse(token.text) if p.tag.POS == "NOUN"]
    nominative = any(p.tag.case in {"nomn", None} for p in parses)
    return None if nominative or not vocabulary.word_is_known(token.text) else next(iter(parses), None)


def _adjective(vocabulary: Any, token: Token, shown: str, gender: str | None, *, plural: bool) -> str:
    for parse in vocabulary.parse(token.text):
        if parse.tag.POS in {"ADJF", "PRTF"} and parse.tag.case in _CASES.get(shown, ()):
            wanted = {"nomn", "plur"} if plural else {"nomn", "sing", gender or "masc"}
            word = _inflected(parse, token.text, wanted)
            if word[:_SAME].casefold() == token.text[:_SAME].casefold():
                return word
            ending = _HISSING["plur" if plural else gender or "masc"]  # "высший" is of another word
            return token.text[:_SAME] + ending if token.lower[:_SAME] in _HIGHEST else word
    return token.text


_SAME: Final = 4  # letters that the forms of an adjective share
_HIGHEST: Final = frozenset({"высш", "низш"})
_HISSING: Final = {"masc": "ий", "femn": "ая", "neut": "ее", "plur": "ие"}


@lru_cache(_KEPT)
def _form(parse: Any, wanted: frozenset[str]) -> str | None:
    """Return the form of a word that has these grammemes; None where it has none."""
    found = parse.inflect(wanted)
    return None if found is None else str(found.word)


def _inflected(parse: Any, text: str, wanted: set[str]) -> str:
    word = _form(parse, frozenset(wanted))
    if word is None:
        return text
    if text.isupper() and len(text) > 1:
        return word.upper()
    parts, shapes = word.split("-"), text.split("-")
    if len(parts) == len(shapes):
        return "-".join(
            p.upper() if len(s) > 1 and s.isupper() else p[:1].upper() + p[1:] if s[:1].isupper() else p
            for p, s in zip(parts, shapes, strict=True)
        )
    return word[:1].upper() + word[1:] if text[:1].isupper() else word


@lru_cache(_KEPT)
def is_russian(text: str) -> bool:
    """Return whether a word is of plain Latin and Cyrillic letters, marks and digits: what pymorphy takes."""
    return all(c.isascii() or "Ѐ" <= c <= "ӿ" or c in "–—«»№" for c in text)


def _fixed(text: str) -> bool:
    """Return whether a word does not inflect by its form: Latin letters, acronyms, initials."""
    if not is_russian(text) or text.isascii() or len(text) < 3:
        return True
    return sum(1 for c in text if c.isupper()) > 1 and "-" not in text


# ------------------------------------------------------------------ people


def _person(vocabulary: Any, tokens: Sequence[Token], governed: str, *, post: str) -> list[str]:
    """Return the words of a person's name in the nominative.

    Arguments:
        governed: the case that the preposition before the name asks for, where it asks for one alone.
        post: the case of the post before it.
    """
    words = [token.text for token in tokens]
    spots = [i for i, t in enumerate(tokens) if not _fixed(t.text) and t.text[0].isupper()]
    cases = Counter(_feature(tokens[i], "Case") for i in spots)
    cases.pop("", None)
    if len(cases) == 0:
        return words
    shown = max(cases, key=lambda c: (cases[c], c != "Nom"))
    if shown == "Gen" and post == "Nom" and tokens[spots[-1]].lower.endswith(_WOMEN):
        return words  # "ректор Асия Омарова": her nominative, not his genitive
    last = tokens[spots[-1]].lower
    asked = governed or (post if shown in {"Nom", "Acc"} else "")
    if last.endswith(_ENDINGS.get(asked, ())):
        shown = asked
    if shown == "Nom":
        told = [c for i in spots for end, c in _TELLING.items() if tokens[i].lower.endswith(end)]
        if len(told) == 0:
            return words
        shown = told[0]
    gender = _gender(vocabulary, [tokens[i] for i in spots], shown)
    for index in spots:
        words[index] = _name(vocabulary, tokens[index].text, shown, gender)
    return words


_WOMEN: Final = ("ова", "ева", "ёва", "ина", "ына")
_ENDINGS: Final = {"Ins": ("ом", "ем", "ым", "им", "ой", "ей"), "Dat": ("у", "ю")}
_LIST: Final = 12  # tokens of names between a preposition and the last that it governs
_POST: Final = 25  # tokens between a post and the name of who holds it


def _governed(analysis: Analysis, first: int) -> str:
    """Return the case that a preposition before a name, or the list of names that it ends, asks for."""
    tokens, joining = analysis.tokens, lexicon("ru").terms("people", "joining")
    index = first - 1
    while index > max(0, first - _LIST) and (tokens[index].pos == "PROPN" or tokens[index].lower in joining):
        index -= 1
    if index < 0 or tokens[index].pos != "ADP":
        return ""
    cases = lexicon("ru").table("people", "governing").items()
    return next((case for case, words in cases if tokens[index].lower in words), "")


def _post_case(analysis: Analysis, first: int) -> str:
    """Return the case of the post before a name: that of the nearest word for a person in Nom or Ins."""
    for token in reversed(analysis.tokens[max(0, first - _POST) : first]):
        if token.pos == "VERB" or token.text in ".;:":
            return ""
        shown = _feature(token, "Case")
        if token.pos == "NOUN" and "Animacy=Anim" in token.features and shown in {"Nom", "Ins"}:
            return shown
    return ""


def _gender(vocabulary: Any, tokens: Sequence[Token], shown: str) -> str:
    """Return the gender that most of a person's names show."""
    votes: Counter[str] = Counter()
    for token in tokens:
        if token.lower.endswith(_FEMALE):
            votes["femn"] += 3
        elif token.lower.endswith(_MALE) or (shown == "Ins" and token.lower.endswith(("ом", "ем"))):
            votes["masc"] += 3
        for parse in vocabulary.parse(token.text)[:4]:
            if _is_name(parse) and parse.tag.case in _CASES[shown] and parse.tag.gender in _GENDERS:
                votes[parse.tag.gender] += 1
                break
    return votes.most_common(1)[0][0] if len(votes) > 0 else "masc"


_TELLING: Final = {
    "скую": "Acc", "цкую": "Acc", "ского": "Gen", "скому": "Dat", "ским": "Ins", "овым": "Ins", "евым": "Ins",
    "иным": "Ins", "ской": "Gen", "овой": "Gen", "евой": "Gen",
}  # fmt: skip
"""Endings of surnames that are in no nominative, whatever the tagger says."""
_FEMALE: Final = (
    "скую",
    "цкую",
    "овой",
    "евой",
    "ёвой",
    "иной",
    "ской",
    "цкой",
    "овне",
    "евне",
    "овны",
    "евны",
    "овной",
    "евной",
)
_MALE: Final = ("овым", "евым", "ёвым", "иным", "ским", "цким", "овичем", "евичем", "овича", "евича")


def _name(vocabulary: Any, text: str, shown: str, gender: str) -> str:
    """Return one name of a person in the nominative; as it stands, where nothing shows how it inflects."""
    plain = _patronymic(text) or _surname(text, gender)
    if plain is not None:
        return plain
    parses = [p for p in vocabulary.parse(text) if p.tag.case in _CASES[shown] and p.tag.number == "sing"]
    named = [p for p in parses if _is_name(p) and p.tag.gender in {gender, "ms-f", None}]
    known = [p for p in named if vocabulary.word_is_known(text)]
    for parse in [*known, *named]:
        word = _inflected(parse, text, {"nomn", "sing"})
        if word[:2].casefold() == text[:2].casefold():
            return word
    return _stripped(text, shown, gender)


def _patronymic(text: str) -> str | None:
    """Return a patronymic in the nominative, whatever the dictionary knows: "Кайратовной"."""
    found = _PATRONYMIC.fullmatch(text)
    return None if found is None else found[1] + ("на" if found[2] == "н" else "ич")


def _surname(text: str, gender: str) -> str | None:
    """Return a surname in -ов, -ев, -ин, -ский in the nominative, without a dictionary."""
    lower = text.lower()
    female = gender == "femn"
    for ending, base in _SURNAMES[female]:
        if lower.endswith(ending) and len(lower) > len(ending) + 1:
            return text[: len(text) - len(ending)] + base
    return None


_PATRONYMIC: Final = re.compile(r"(\w{2,}[оеё]в)(?:(н)(?:ы|е|у|ой|ою)|ич(?:а|у|ем|е))")
_STEMS: Final = ("ов", "ев", "ёв", "ин", "ын")
_SURNAMES: Final = {
    False: tuple((stem + e, stem) for stem in _STEMS for e in ("ым", "ом", "у", "а", "е"))
    + tuple((s + e, s + "ий") for s in ("ск", "цк") for e in ("ого", "ому", "им", "ом")),
    True: tuple((stem + e, stem + "а") for stem in _STEMS for e in ("ой", "ою", "у"))
    + tuple((s + e, s + "ая") for s in ("ск", "цк") for e in ("ой", "ую")),
}


_VOWELS: Final = "аеёиоуыэюя"


def _stripped(text: str, shown: str, gender: str) -> str:
    """Return a man's name that ends in a consonant without its ending: "Ержаном", "Айдогду" stays."""
    soft = {"Gen": "я", "Dat": "ю", "Ins": "ем", "Acc": "я"}.get(shown, "-")
    plain = text.lower()
    if gender == "masc" and plain.endswith(soft) and not plain.endswith("ая") and len(text) > len(soft) + 2:
        return _soft(text[: len(text) - len(soft)])
    ending = {"Gen": "а", "Dat": "у", "Ins": "ом", "Acc": "а", "Loc": "е"}.get(shown, "")
    stem = text[: len(text) - len(ending)] if ending else text
    stripped = ending != "" and text.lower().endswith(ending) and len(stem) > 2
    if gender == "masc" and stripped and stem[-1].lower() not in f"{_VOWELS}йьъ":
        return stem
    ending = {"Gen": "ы", "Acc": "у", "Ins": "ой"}.get(shown, "")
    if (
        (gender == "femn" or shown == "Ins")
        and ending
        and text.lower().endswith(ending)
        and len(text) > len(ending) + 2
    ):
        return text[: len(text) - len(ending)] + "а"
    return text


def _soft(stem: str) -> str:
    """Return a name whose stem ends softly: "Вэ|ем" is of Вэй, "Цзюн|ем" of Цзюнь, "Канаш|ем" of Канаш."""
    last = stem[-1].lower()
    return stem if last in "жшщчц" else stem + ("й" if last in _VOWELS else "ь")


def _is_name(parse: Any) -> bool:
    return _names_people(parse.tag)


@lru_cache(_KEPT)
def _names_people(tag: Any) -> bool:
    return not _NAMES.isdisjoint(str(tag).replace(" ", ",").split(","))


def _feature(token: Token, name: str) -> str:
    for part in token.features.split("|"):
        key, _, value = part.partition("=")
        if key == name:
            return value
    return ""
