"""Organisations by their head noun, with the name before it or after it."""

from kelisim.extract.names.organisation import Organisation
from kelisim.extract.names.shallow.branded import branded
from kelisim.extract.names.shallow.coordinated import coordinated, headed
from kelisim.extract.names.shallow.foreign import heads_on, is_romance, latin, romance
from kelisim.extract.names.shallow.head_first import begun
from kelisim.extract.names.shallow.head_last import ended, honoured_acronyms
from kelisim.extract.names.shallow.heads import head_code
from kelisim.extract.names.words import Words


def find_organisations(words: Words) -> tuple[Organisation, ...]:
    """Return the names with a head noun in text order; they do not overlap.

    Languages that end a name with its head ("X университеті") have `ending` among the properties of
    organisations; their head must show that it is possessed. The others have adjectives before the head and
    its field, owner and seat after it.
    """
    ends = "head" in words.lexicon.table("organisations", "properties").get("ending", ())
    found: list[Organisation] = []
    for sentence in words.analysis.sentences:
        index, free = sentence.first, sentence.first
        while index < sentence.last:
            code = head_code(words, index)
            body = _renowned(words, index, sentence.last) if ends else None
            if body is None and code is not None and not is_romance(words, index):
                english = words.lower[index] in words.lexicon.terms("organisations", "english")
                body = latin(words, index, code, free) if english and not ends else None
                if body is None and not (english and not ends and heads_on(words, index)):
                    body = ended(words, index, code, free) if ends else begun(words, index, code, free)
                if body is None and words.tokens[index].text.isascii():
                    body = latin(words, index, code, free)
            elif body is None:
                body = romance(words, index, free) or branded(words, index)
            if body is None:
                index += 1
                continue
            found.append(body)
            index = free = body.last
    taken = {i for body in found for i in range(body.first, body.last)}
    several = [*coordinated(words), *honoured_acronyms(words)] if ends else headed(words)
    found += [body for body in several if taken.isdisjoint(range(body.first, body.last))]
    return tuple(sorted(found, key=lambda body: body.first))


def _renowned(words: Words, index: int, highest: int) -> Organisation | None:
    """Return a name of several words that the lexicon has, in any case: "Британдық Кеңестің"."""
    if not words.capital[index]:
        return None
    hit = words.lexicon.cues("organisations", "names").at(words.tokens, index, highest)
    if hit is None or hit.code != "known" or hit.last - index < 2:
        return None
    return Organisation(index, hit.last, hit.last - 1, "organisation", hit.last)
