"""The forms of Kazakh words by their endings, in Cyrillic and in the Latin alphabets of 2021 and 2018.

A verb is an infinitive of the lexicon whose stem the word begins with, where the rest is voice, negation and
one ending; a noun's case is told by its last ending. Features are those of Universal Dependencies.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final, Literal

from kelisim.extract.analysis import Token
from kelisim.extract.endings import HARD
from kelisim.extract.lexicon import lexicon
from kelisim.places import city
from kelisim.spelling import is_cyrillic, romanise

_SHORTEST_STEM: Final = 4  # letters of a word that may have endings
_PLURAL: Final = "(?:лар|лер|дар|дер|тар|тер)?"
_POSSESSED: Final = "(?:ым|ім|м|ымыз|іміз|мыз|міз|ы|і|сы|сі)?"
_CASE: Final = (
    "(?:н|ны|ні|ды|ді|ты|ті|ның|нің|дың|дің|тың|тің|на|не|ға|ге|қа|ке|а|е|да|де|та|те|нда|нде|дан|ден|тан|тен|"
    "нан|нен|мен|бен|пен|ндағы|ндегі|дағы|дегі|тағы|тегі)?"
)
REST: Final = re.compile(_PLURAL + _POSSESSED + _CASE)
Alphabet = Literal["cyrillic", "2021", "2018"]
_ACUTE: Final = str.maketrans(  # from the letters of 2021 to those of 2018, which news sites still use
    {
        "ä": "á",
        "ö": "ó",
        "ü": "ú",
        "ğ": "ǵ",
        "ñ": "ń",
        "u": "ý",
        "ū": "u",
        "i": "ı",
        "ı": "i",
        "ş": "sh",
        "ç": "ch",
    }
)
_ONLY_2018: Final = frozenset("áóúǵńý")
_ONLY_2021: Final = frozenset("äöüğñūşç")
_VOICE: Final = "(?P<voice>(?:ыл|іл|л|ын|ін|н|ыс|іс|с|т|тыр|тір|дыр|дір|ғыз|гіз|қыз|кіз){0,2})"
_NEGATION: Final = "(?P<negation>(?:ма|ме|ба|бе|па|пе)?)"
_NOMINAL: Final = (
    "(?:дық|дік|лық|лік)?(?:дар|дер|лар|лер|тар|тер)?(?:ым|ім|м|ымыз|іміз|мыз|міз|ң|ы|і|сы|сі)?(?P<case>"
    "н|ны|ні|ды|ді|ты|ті|ның|нің|дың|дің|тың|тің|на|не|ға|ге|қа|ке|а|е|да|де|та|те|нда|нде|"
    "дан|ден|тан|тен|нан|нен|мен|бен|пен)?"
)
_FORMS: Final = (
    (
        "VerbForm=Fin|Tense=Past",
        "(?:(?<=[кқпстфхцчшщ])т|(?<![бвгғдкқпстфхцчшщ])д)[ыі](?:м|ң|қ|к|ңыз|ңіз)?|[ыі]?пт[ыі]",
    ),
    ("VerbForm=Fin|Tense=Fut", "(?:а|е|й|и)(?:ды|ді|мын|мін|мыз|міз|сыз|сіз)|(?:[мбп]ақ|[мбп]ек)(?:шы|ші)?"),
    ("VerbForm=Fin|Tense=Pres", "уда|уде"),
    ("VerbForm=Fin|Mood=Jus", "сын|сін"),
    ("VerbForm=Part|Tense=Past", "(?:[ғқ]ан|[гк]ен)" + _NOMINAL),
    ("VerbForm=Part|Tense=Fut", "(?:а|е|й|и)т[ыі]н" + _NOMINAL),
    ("VerbForm=Conv", "[ыі]?п"),
    ("VerbForm=Des", "[ғгқк][ыі](?:сы|сі|м|мыз|міз|лары|лері)"),
    ("VerbForm=Vnoun", "у" + _NOMINAL),
)
_CASES: Final = (  # in words that the lexicon does not have; "н" is that of the possessed
    ("Gen", "ның|нің|дың|дің|тың|тің"),
    ("Ins", "(?<=.)(?:мен|бен|пен)"),
    ("Abl", "нан|нен|дан|ден|тан|тен"),
    ("Loc", "нда|нде|да|де|(?<=[кқпстфхцчшщ])(?:та|те)"),
    ("Dat", "ға|ге|(?<=[бвгдкқпстфхцчшщ])(?:қа|ке)|(?<=[ыі])на|(?<=[ыі])не"),
    ("Acc", "(?<=[аеиоөуүұыі])(?:ны|ні)|(?<=[йлмнңруз])(?:ды|ді)|(?<=[бвгғдкқпстфхцчшщж])(?:ты|ті)|ын|ін"),
)
_BY_THEMSELVES: Final = (  # after a word that is known
    ("Gen", "[ндт][ыі]ң"),
    ("Ins", "[мбп]ен"),
    ("Abl", "[ндт][ае]н"),
    ("Loc", "н?[дт][ае]"),
    ("Dat", "[ғқ]?а|[гк]?е|на|не"),
    ("Acc", "н|[ндт][ыі]"),
)
_OF_NAMES: Final = frozenset({"Gen", "Loc", "Abl"})  # cases that are seldom part of a name
_COUNTRY: Final = ("стан", "stan")  # of names of countries, no ablative
_ABSTRACT: Final = ("тық", "тік", "дық", "дік", "tyq", "tık", "dyq", "dık")
_SHORTEST: Final = 3  # letters before the ending of a case
_CLOSED: Final = frozenset({"ADP", "CCONJ", "PRON", "DET", "ADV", "PUNCT", "NUM"})
_ENDS: Final = frozenset({",", ".", ";", ":", "!", "?", "…", "–", "—", "»", "”", "“", '"', ")"})


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> tuple[str, int]:
    """Return the lemma of a word and how many of the word's letters are its own."""
    for alphabet in _alphabets(word):
        known, rest = _known(alphabet), _chain(alphabet)
        if word in known:
            return known[word], len(word)
        for length in range(len(word) - 1, _SHORTEST_STEM - 1, -1):
            found = known.get(word[:length])
            if found is not None and rest.fullmatch(word, length) is not None:
                return found, length
    return word, len(word)


def _alphabets(word: str) -> tuple[Alphabet, ...]:
    """Return the alphabets that a word may be written in, the likelier first."""
    if is_cyrillic(word):
        return ("cyrillic",)
    if not _ONLY_2018.isdisjoint(word):
        return ("2018",)
    return ("2021",) if not _ONLY_2021.isdisjoint(word) else ("2021", "2018")


def _written(text: str, alphabet: Alphabet) -> str:
    """Return Cyrillic in an alphabet; patterns keep what is no letter and the names of their groups."""
    if alphabet == "cyrillic":
        return text
    parts = re.findall(r"\(\?P<\w+>|[^()]+|[()]", text)
    latin = [part if part.startswith("(?P<") else romanise(part, "kk2021") for part in parts]
    if alphabet == "2021":
        return "".join(latin)
    return "".join(part if part.startswith("(?P<") else part.translate(_ACUTE) for part in latin)


@lru_cache(maxsize=3)
def _known(alphabet: Alphabet) -> dict[str, str]:
    """Return the words of the lexicon by how they are written in an alphabet."""
    words = (word for word in _terms(lexicon("kk").topics) if is_cyrillic(word))
    return {_written(word, alphabet): word for word in words}


@lru_cache(maxsize=3)
def _chain(alphabet: Alphabet) -> re.Pattern[str]:
    return re.compile(_written(REST.pattern, alphabet))


def _terms(found: Any) -> set[str]:
    """Return the words of all terms of a lexicon, however deep they lie."""
    if isinstance(found, str):
        return set(found.lower().split())
    if isinstance(found, dict):
        return {
            word
            for name, value in found.items()
            if name not in {"values", "layout", "verbs"}
            for word in _terms(value)
        }
    return {word for value in found for word in _terms(value)} if isinstance(found, list) else set()


@lru_cache(maxsize=1 << 12)
def _is_name(word: str) -> bool:
    """Tell whether a word that opens a sentence is a name for all that: a town ("Қарағанды"), an acronym."""
    return word.isupper() or (word[0].isupper() and city(word) is not None)


def inflected(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens of a sentence with the forms of their verbs and the cases of their nouns.

    A participle before a mark or a helping verb closes its clause: it is finite then.
    """
    found: list[Token] = []
    for index, token in enumerate(tokens):
        small = token.text[0].islower() or (index == 0 and not _is_name(token.text))
        helps = token.pos == "AUX" and token.lower in lexicon("kk").table("grammar", "classes")["AUX"]
        closed = helps or token.pos in _CLOSED
        form = verb(token.lower) if small and not closed else None
        if form is not None:
            lemma, features = form
            if "VerbForm=Part" in features and "Case=" not in features and _closes(tokens, index + 1):
                features = features.replace("VerbForm=Part", "VerbForm=Fin")
            pos = "NOUN" if "VerbForm=Vnoun" in features else "VERB"
            found.append(replace(token, lemma=lemma, pos=pos, features=features))
        elif token.pos == "VERB" and token.features == "VerbForm=Part" and _closes(tokens, index + 1):
            found.append(replace(token, features="VerbForm=Fin"))
        elif token.pos in {"NOUN", "X", "PROPN"}:
            shown = case(token.lower)
            trusted = token.text[0].islower() or shown in _OF_NAMES
            found.append(replace(token, features=f"Case={shown}" if trusted and shown != "" else ""))
        else:
            found.append(token)
    return found


def _closes(tokens: Sequence[Token], after: int) -> bool:
    """Return whether a clause ends before a token: at a mark, at the end, or with a helping verb."""
    return after >= len(tokens) or tokens[after].text in _ENDS or tokens[after].pos == "AUX"


@lru_cache(maxsize=1 << 15)
def verb(word: str) -> tuple[str, str] | None:
    """Return the infinitive and the features of a verb's form; None where the word is none."""
    for alphabet in _alphabets(word):
        if word.endswith(_ABSTRACT) and word in _known(alphabet):
            return None  # "түсіністік" is no "we understood each other"
        found = _verb(word, alphabet)
        if found is not None:
            return found
    return None


def _verb(word: str, alphabet: Alphabet) -> tuple[str, str] | None:
    if alphabet == "cyrillic":
        word = word.replace("ю", "йу").replace("я", "йа")
    stems = _stems(alphabet)
    for length in range(len(word) - 1, 0, -1):
        infinitive = stems.get(word[:length])
        if infinitive is None:
            continue
        for features, pattern in _forms(alphabet):
            match = pattern.fullmatch(word, length)
            if match is not None and not ("Jus" in features and match["negation"] != ""):
                return infinitive, features + _details(match, alphabet)
    return None


def _details(match: re.Match[str], alphabet: Alphabet) -> str:
    """Return what voice, negation and case add to the features of a verb's form."""
    found = "|Voice=Pass" if match["voice"].endswith(("л", "н", "l", "n")) else ""
    found += "|Polarity=Neg" if match["negation"] != "" else ""
    shown = _named(match.groupdict().get("case") or "", alphabet)
    return found if shown == "" else f"{found}|Case={shown}"


@lru_cache(maxsize=3)
def _endings(alphabet: Alphabet) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(_written(pattern, alphabet))) for name, pattern in _BY_THEMSELVES)


@lru_cache(maxsize=3)
def _stems(alphabet: Alphabet) -> dict[str, str]:
    """Return the stems of the verbs of the lexicon with their infinitives: "таб", "тап" → "табу"."""
    found: dict[str, str] = {}
    for infinitive in sorted(lexicon("kk").terms("verbs", "infinitives")):
        stem = infinitive.replace("ю", "йу")[:-1]
        hard = HARD.get(stem[-1])
        for form in (stem, stem + "ы", stem + "і", *(() if hard is None else (stem[:-1] + hard,))):
            found.setdefault(form, infinitive)
        found[stem] = infinitive
    return {_written(stem, alphabet): infinitive for stem, infinitive in found.items()}


@lru_cache(maxsize=3)
def _forms(alphabet: Alphabet) -> tuple[tuple[str, re.Pattern[str]], ...]:
    patterns = ((features, f"{_VOICE}{_NEGATION}(?:{ending})") for features, ending in _FORMS)
    return tuple((features, re.compile(_written(pattern, alphabet))) for features, pattern in patterns)


@lru_cache(maxsize=1 << 15)
def case(word: str) -> str:
    """Return the case that a noun's last ending shows; "" for the nominative.

    The endings of a word of the lexicon are what follows it; of others, those that stand after the sounds
    that the language allows before them: "құжатты" is an accusative, "құжаты" possessed.
    """
    if word in _bare() or word.endswith(_COUNTRY):
        return ""
    for alphabet in _alphabets(word):
        known, rest = _known(alphabet), _rest(alphabet)
        for length in range(len(word) - 1, _SHORTEST, -1):
            match = rest.fullmatch(word, length) if word[:length] in known else None
            if match is not None:
                return _named(match["case"] or "", alphabet)
        if word in known:
            return ""
    for alphabet in _alphabets(word):
        for name, pattern in _endings_of_words(alphabet):
            match = pattern.search(word)
            if match is not None and match.start() >= _SHORTEST:
                return name
    return ""


def _named(ending: str, alphabet: Alphabet) -> str:
    """Return the case of an ending that stands by itself."""
    return next((name for name, pattern in _endings(alphabet) if pattern.fullmatch(ending) is not None), "")


@lru_cache(maxsize=3)
def _endings_of_words(alphabet: Alphabet) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(f"(?:{_written(pattern, alphabet)})$")) for name, pattern in _CASES)


@lru_cache(maxsize=3)
def _rest(alphabet: Alphabet) -> re.Pattern[str]:
    return re.compile(_written(_NOMINAL, alphabet))


@lru_cache(maxsize=1)
def _bare() -> frozenset[str]:
    """Return the words that only look as if they had the ending of a case."""
    return lexicon("kk").terms("grammar", "bare")
