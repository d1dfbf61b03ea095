"""Head nouns of organisations."""

from functools import lru_cache

from kelisim.extract.lexicon import lexicon
from kelisim.extract.names.words import Words


def head_code(words: Words, index: int) -> str | None:
    """Return the code of the head noun at a token: a word of the list, or a compound that ends in one."""
    token = words.tokens[index]
    return _code(words.lexicon.language, token.text, token.lemma, words.capital[index])


@lru_cache(maxsize=1 << 14)
def _code(language: str, text: str, lemma: str, capital: bool) -> str | None:
    pack = lexicon(language)
    forms = (text.lower(), lemma)
    short = forms[0] in pack.table("organisations", "properties").get("short", ())
    if not any(c.islower() for c in text) and not short:
        return None
    if short and pack.verb_final and text.islower():
        return None  # "ақ" is white, too
    if not pack.terms("organisations", "no_bodies").isdisjoint(forms):
        return None
    for code, terms in pack.table("organisations", "heads").items():
        if any(form in terms for form in forms):
            return code
    if capital:
        for code, terms in pack.table("organisations", "suffixes").items():
            if any(form.endswith(term) and form != term for form in forms for term in terms):
                return code
    return None
