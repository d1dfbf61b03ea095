"""Forms of German verbs: from a word to its infinitive, by rule; prefixes that part from their verb."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final, Literal

from kelisim.extract.analysis import Token
from kelisim.extract.lexicon import lexicon

Form = Literal["Fin", "Inf", "Part", "Both"]
"""What a form shows; "Both" where finite form and participle fall together ("eröffnet")."""

_DENTAL: Final = ("t", "d")
_NASAL: Final = ("m", "n")
_LIQUID: Final = frozenset("aeiouäöülrhmny")
_UNPARTED: Final = 3  # letters that a prefix and its verb have at least


def infinitive(word: str) -> str | None:
    """Return the infinitive of a form in lower case, its prefix joined: "einzurichten" → "einrichten"."""
    found = _read(word)
    return None if found is None else found[0]


def form(word: str) -> Form | None:
    """Return the form that a word in lower case shows first of all."""
    found = _read(word)
    return None if found is None else found[1]


@lru_cache(maxsize=1 << 14)
def _read(word: str) -> tuple[str, Form] | None:
    known = _forms()
    if word in known:
        return known[word]
    for prefix in _prefixes():
        if not word.startswith(prefix) or len(word) < len(prefix) + _UNPARTED:
            continue
        rest = word[len(prefix) :]
        if rest.startswith("zu") and known.get(rest[2:], ("", ""))[0] == rest[2:]:
            return prefix + rest[2:], "Inf"
        if rest in known:
            base, shown = known[rest]
            whole: Form = "Inf" if rest == base else "Fin" if shown == "Both" else shown
            return prefix + base, whole
    return None


@lru_cache(maxsize=1)
def _prefixes() -> tuple[str, ...]:
    return tuple(sorted(lexicon("de").terms("verbs", "particles"), key=lambda p: (-len(p), p)))


@lru_cache(maxsize=1)
def _forms() -> Mapping[str, tuple[str, Form]]:
    """Return form → infinitive and what it shows; where forms fall together, the finite one."""
    verbs = lexicon("de")
    found: dict[str, tuple[str, Form]] = {}
    for verb, (present, past, participle) in verbs.table("verbs", "strong").items():
        plural = past + "n" if past.endswith("e") else past + "en"
        for word in (present, past, plural):
            found.setdefault(word, (verb, "Fin"))
        found.setdefault(verb, (verb, "Both" if participle == verb else "Fin"))
        found.setdefault(participle, (verb, "Part"))
    for verb in sorted(verbs.terms("verbs", "weak") - set(verbs.table("verbs", "strong"))):
        for word, shown in _weak(verb):
            found.setdefault(word, (verb, shown))
    return found


def _weak(verb: str) -> Iterator[tuple[str, Form]]:
    stem = verb[:-2] if verb.endswith("en") else verb[:-1]
    link = "e" if _needs_e(stem) else ""
    parted = not verb.endswith("ieren")
    parted = parted and not verb.startswith(tuple(lexicon("de").terms("verbs", "inseparable")))
    yield from ((verb, "Fin"), (f"{stem}{link}te", "Fin"), (f"{stem}{link}ten", "Fin"))
    yield f"{stem}{link}t", "Fin" if parted else "Both"
    if parted:
        yield f"ge{stem}{link}t", "Part"


def _needs_e(stem: str) -> bool:
    """Return whether an ending needs a vowel before it: "leitet", "öffnet", but "lernt"."""
    nasal = stem.endswith(_NASAL) and (stem[-2] not in _LIQUID or stem[-3:-1] == "ch")
    return nasal or stem.endswith(_DENTAL)


# ------------------------------------------------------------------ in a sentence


def read_verbs(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens of a sentence with their verbs as infinitives, parted prefixes joined to them."""
    found = [_verb(tokens, index) for index in range(len(tokens))]
    for index, token in enumerate(found):
        if token.pos == "VERB" and "VerbForm=Fin" in token.features:
            _join_prefix(found, index)
    return found


def _verb(tokens: Sequence[Token], index: int) -> Token:
    token = tokens[index]
    lower = token.lower
    opening = index == 0 or tokens[index - 1].text in {":", "„", "«", "“", "–"}
    if token.pos == "AUX" or (token.text[0].isupper() and not opening):
        return token
    if token.pos == "ADP" and lower == "zu" and index + 1 < len(tokens):
        follows = infinitive(tokens[index + 1].text) == tokens[index + 1].text
        return replace(token, pos="PART") if follows else token
    read = _read(lower)
    if read is None or token.pos not in {"VERB", "ADV", "ADJ", "NOUN", "X"}:
        return token
    if token.pos != "VERB" and token.text[0].isupper() and read[1] not in {"Part", "Both"}:
        return token
    shown: str = _in_place(tokens, index, *read)
    if token.pos == "VERB" and "VerbForm=Fin" in token.features:  # a list knows better than the ending
        shown = "Inf" if lower == read[0] and _in_place(tokens, index, read[0], "Fin") == "Inf" else "Fin"
    return replace(token, pos="VERB", lemma=read[0], features=f"VerbForm={shown}")


def _in_place(tokens: Sequence[Token], index: int, verb: str, shown: Form) -> Form:
    """Return which of the forms that fall together a word is, by what stands before it and after it."""
    if shown not in {"Fin", "Both"}:
        return shown
    lower = tokens[index].lower
    if index > 0 and tokens[index - 1].lower == "zu":
        return "Inf"
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    closes = following is None or following.pos in {"PUNCT", "CCONJ", "AUX"}
    helped = closes and any(token.pos == "AUX" for token in (*tokens[:index], *tokens[index + 1 : index + 2]))
    reduced = index > 0 and tokens[index - 1].text == "," and following is not None and following.pos == "ADP"
    if helped and lower == verb and shown == "Fin":
        return "Inf"
    return "Part" if (helped or reduced) and shown == "Both" else "Fin"


def _join_prefix(tokens: list[Token], index: int) -> None:
    """Give a finite verb the prefix that closes its clause: "lud … ein" is "einladen"."""
    prefixes = _prefixes()
    for at in range(index + 1, len(tokens)):
        token = tokens[at]
        if token.text in {";", "."} or (token.pos == "VERB" and "VerbForm=Fin" in token.features):
            return
        closes = at + 1 == len(tokens) or tokens[at + 1].pos in {"PUNCT", "CCONJ"}
        if closes and token.text in prefixes:
            base = tokens[index].lemma
            if base.startswith(prefixes) and base != tokens[index].lower and _read(base) is None:
                return
            tokens[index] = replace(tokens[index], lemma=token.lower + base)
            tokens[at] = replace(token, pos="PART")
            return
