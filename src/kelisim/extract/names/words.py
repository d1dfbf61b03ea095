"""What the finders of names ask of each token, looked up once a document."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from kelisim.extract.analysis import Analysis, Sentence, Token
from kelisim.extract.languages import base_form
from kelisim.extract.lexicon import Lexicon, lexicon
from kelisim.extract.names.gazetteer import Place, find_places

NOTHING: Final[frozenset[str]] = frozenset()
HYPHENS: Final = frozenset({"-", "‑", "‐", "–"})
HIGHER: Final = ("head.university", "head.college", "head.institute", "head.academy", "head.school")
"""Classes of the heads of names whose bearers rectors and deans serve."""
_SMALL: Final = frozenset({"stop", "of", "connector", "given"})
"""Classes of small words, of which an acronym is none."""
_SHOUTING: Final = 0.8  # share of words in capitals from which a line's capitals say nothing
_DATELINE: Final = 12  # tokens
_DASHES: Final = frozenset({"-", "–", "—", "--", "|"})
_TITLE_CASE: Final = 0.7  # share of longer words with a capital from which a heading's capitals say little
_CLASSES: Final = {
    "stop": ("names", "stop", ""),
    "month": ("names", "months", ""),
    "verb": ("names", "verbs", ""),
    "other": ("names", "other_heads", ""),
    "document": ("names", "documents", ""),
    "abbreviation": ("names", "acronyms", ""),
    "common": ("names", "common", ""),
    "field": ("names", "fields", ""),
    "follower": ("names", "after", "project"),
    "head": ("organisations", "heads", ""),
    "plural": ("organisations", "plural", ""),
    "unit": ("organisations", "properties", "units"),
    "town": ("organisations", "properties", "towns"),
    "honorific": ("organisations", "properties", "honorifics"),
    "post_unit": ("organisations", "properties", "post_units"),
    "teaching": ("organisations", "properties", "teaching"),
    "weak": ("organisations", "properties", "weak"),
    "topical": ("organisations", "properties", "topical"),
    "owner": ("organisations", "names", "possessives"),
    "saints": ("organisations", "names", "saints"),
    "part_of_state": ("organisations", "properties", "parts_of_states"),
    "league_tables": ("organisations", "properties", "league_tables"),
    "under": ("organisations", "links", "under"),
    "bodies": ("organisations", "belonging", "bodies"),
    "trade": ("organisations", "belonging", "trade"),
    "plural_trade": ("organisations", "belonging", "plural_trade"),
    "listing": ("organisations", "belonging", "listing"),
    "such": ("organisations", "belonging", "such"),
    "others": ("organisations", "belonging", "others"),
    "seats_of_learning": ("organisations", "belonging", "schools"),
    "from": ("organisations", "belonging", "from"),
    "known": ("organisations", "names", "known"),
    "carrier": ("organisations", "names", "carriers"),
    "leading": ("organisations", "properties", "leading"),
    "small_head": ("organisations", "properties", "small"),
    "company": ("organisations", "companies", "forms"),
    "of": ("organisations", "links", "of"),
    "for": ("organisations", "links", "for"),
    "on": ("organisations", "links", "on"),
    "at": ("organisations", "links", "at"),
    "accredited": ("organisations", "links", "accredited"),
    "former": ("organisations", "links", "former"),
    "called": ("organisations", "links", "called"),
    "article": ("organisations", "links", "article"),
    "and": ("organisations", "links", "and"),
    "possessive": ("organisations", "links", "possessive"),
    "title": ("people", "titles", "words"),
    "doubtful_title": ("people", "titles", "doubtful"),
    "single_title": ("people", "titles", "single"),
    "royal": ("people", "titles", "royal"),
    "articled": ("people", "titles", "articled"),
    "after_name": ("people", "titles", "after"),
    "connector": ("people", "names", "connectors"),
    "say": ("people", "verbs", "say"),
    "given": ("people", "given", ""),
    "described": ("names", "descriptions", "groups"),
    "office": ("posts", "heads", ""),
    "rank": ("posts", "heads", "rank"),
    "doubtful_office": ("posts", "doubtful", "words"),
    "plural_office": ("posts", "plural", "words"),
    "modifier": ("posts", "modifiers", "words"),
    "outside": ("posts", "outside", "words"),
    "own": ("posts", "links", "own"),
    "within": ("posts", "links", "within"),
}
"""Class of a word → topic, table and, where it lies within the table, list of the lexicon."""


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of a document, and for each: lower case, shape, classes of the lexicon, label guessed and
    number of the guess (-1 for none).

    `capital` is true where a token begins with a capital that says something: not in lines all in
    capitals. `acronym` covers "EKTU", "NeIC", "KazNU". `joined` is true where the next token follows
    without white space. `titled` marks the tokens of headings in title case. `place` is the place that
    covers a token, `codes` the country of each word that names one.
    """

    analysis: Analysis
    lexicon: Lexicon
    tokens: tuple[Token, ...]
    lower: tuple[str, ...]
    capital: tuple[bool, ...]
    acronym: tuple[bool, ...]
    classes: tuple[frozenset[str], ...]
    label: tuple[str, ...]
    guess: tuple[int, ...]
    joined: tuple[bool, ...]
    titled: tuple[bool, ...]
    places: tuple[Place, ...]
    place: tuple[Place | None, ...]
    codes: Mapping[str, str]

    def sentence(self, index: int) -> Sentence:
        """Return the sentence in which a token stands."""
        return self.analysis.sentences[self.analysis.sentence_of[index]]

    def has(self, index: int, *classes: str) -> bool:
        """Return whether a token is of one of the classes; false beyond the text's ends."""
        if not 0 <= index < len(self.classes):
            return False
        found = self.classes[index]
        return len(found) > 0 and not found.isdisjoint(classes)

    def behind_bracket(self, index: int, longest: int) -> int:
        """Return the token behind the bracket that opens at a token, or the token itself.

        Arguments:
            longest: tokens in which it must close.
        """
        if index < len(self.lower) and self.lower[index] == "(":
            for close in range(index + 1, min(index + longest, len(self.lower))):
                if self.lower[close] == ")":
                    return close + 1
        return index

    def base(self, first: int, last: int, type: str) -> str:
        """Return the tokens in base form as a name of this type, white space folded."""
        return " ".join(base_form(self.analysis, first, last, type).split())

    def folded(self, first: int, last: int) -> str:
        """Return the tokens in lower case, parted by blanks."""
        return " ".join(self.lower[first:last])


def words(analysis: Analysis, lexicon: Lexicon) -> Words:
    """Return the tokens of an analysis with all that is asked of them."""
    tokens = analysis.tokens
    inflected = lexicon.inflected
    table = _classes(lexicon.language)
    lower = tuple(token.text.lower() for token in tokens)
    capital = [_is_capital(token.text) for token in tokens]
    titled = [False] * len(tokens)
    for sentence in analysis.sentences:
        if analysis.blocks[sentence.block].kind == "dateline":  # towns and agencies: nobody who acts
            capital[sentence.first : sentence.last] = [False] * (sentence.last - sentence.first)
        _judge_capitals(analysis, sentence, capital, titled)
    for block_first, sentence in _opening(analysis):
        _silence_dateline(analysis, block_first, sentence.last, capital)
    label, numbers = [""] * len(tokens), [-1] * len(tokens)
    for number, guess in enumerate(analysis.guesses):
        label[guess.first : guess.last] = [guess.label] * (guess.last - guess.first)
        numbers[guess.first : guess.last] = [number] * (guess.last - guess.first)
    acronym = tuple(capital[i] and is_acronym(token.text) for i, token in enumerate(tokens))
    classes = tuple(
        _classes_of(table, word, token.lemma if capital[i] or inflected else word, acronym[i])
        for i, (word, token) in enumerate(zip(lower, tokens, strict=True))
    )
    joined = tuple(i + 1 < len(tokens) and token.end == tokens[i + 1].start for i, token in enumerate(tokens))
    places = find_places(analysis)
    place: list[Place | None] = [None] * len(tokens)
    for found in places:
        if not found.sure and label[found.first] != "LOC":
            continue
        place[found.first : found.last] = [found] * (found.last - found.first)
    return Words(
        analysis,
        lexicon,
        tokens,
        lower,
        tuple(capital),
        acronym,
        classes,
        tuple(label),
        tuple(numbers),
        joined,
        tuple(titled),
        places,
        tuple(place),
        {lower[p.first]: p.country for p in places if p.kind != "city" and p.last - p.first == 1},
    )


def _classes_of(table: Mapping[str, frozenset[str]], word: str, lemma: str, acronym: bool) -> frozenset[str]:
    """Return the classes of a word: "Ai" is no abbreviation, "IT" no stop word, "DU" no "of"."""
    found = table.get(word) or table.get(lemma, NOTHING)
    if acronym:
        return found if found.isdisjoint(_SMALL) else found - _SMALL
    return found - {"abbreviation"} if "abbreviation" in found else found


def is_acronym(text: str) -> bool:
    """Return whether a word looks like an acronym: two capitals or more, and few small letters."""
    capitals = sum(1 for c in text if c.isupper())
    if capitals < 2 or len(text) > 12 or "." in text or "’" in text or "'" in text:
        return False
    if text[0] == "M" and text[1:2] in "ca" and capitals == 2:  # McCormack, MacDonald
        return False
    return capitals * 3 >= sum(1 for c in text if c.isalpha())


def _is_capital(text: str) -> bool:
    if len(text) > 2 and text[1] in "'’" and text[2].isupper():  # "d’Université"
        return True
    return text[0].isupper() or (len(text) > 2 and text[0].islower() and any(c.isupper() for c in text[1:]))


def _judge_capitals(analysis: Analysis, sentence: Sentence, capital: list[bool], titled: list[bool]) -> None:
    spots = range(sentence.first, sentence.last)
    spelled = [i for i in spots if analysis.tokens[i].text.isalpha()]
    if len(spelled) > 3:
        shouted = sum(1 for i in spelled if analysis.tokens[i].text.isupper())
        if shouted >= _SHOUTING * len(spelled):
            capital[sentence.first : sentence.last] = [False] * len(spots)
            return
    if analysis.is_heading(sentence):
        longer = [i for i in spelled if len(analysis.tokens[i].text) > 3]
        if len(longer) > 2 and sum(capital[i] for i in longer) >= _TITLE_CASE * len(longer):
            titled[sentence.first : sentence.last] = [True] * len(spots)


def _opening(analysis: Analysis) -> Iterator[tuple[int, Sentence]]:
    """Yield the first token and sentence of each paragraph."""
    block = -1
    for sentence in analysis.sentences:
        if sentence.block != block:
            block = sentence.block
            yield sentence.first, sentence


def _silence_dateline(analysis: Analysis, first: int, last: int, capital: list[bool]) -> None:
    """Let the capitals of "BUTTE, Mont. —" and "HANOI, Dec 6 (Mekong Wire) --" say nothing."""
    tokens = analysis.tokens
    if not tokens[first].text.isupper() or len(tokens[first].text) < 3:
        return
    for index in range(first + 1, min(first + _DATELINE, last)):
        if tokens[index].text in _DASHES and tokens[index - 1].end < tokens[index].start:
            marks = {token.text for token in tokens[first + 1 : index]}
            if index == first + 1 or marks & {",", "(", "."} or any(m[0].isdigit() for m in marks):
                for spot in range(first, index):
                    capital[spot] = False
            return


@cache
def _classes(language: str) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    pack = lexicon(language)
    for name, (topic, table, part) in _CLASSES.items():
        terms = pack.terms(topic, table) if part == "" else pack.table(topic, table).get(part, ())
        for term in terms:
            if " " not in term:
                found.setdefault(term, set()).add(name)
    for topic, name in (("organisations", "head"), ("posts", "office")):
        for code, terms in pack.table(topic, "heads").items():
            for term in terms:
                if " " not in term:
                    found.setdefault(term, set()).add(f"{name}.{code}")
    return {word: frozenset(names) for word, names in found.items()}
