"""Head nouns of organisations."""

from kelisim.extract.names.words import Words


def head_code(words: Words, index: int) -> str | None:
    """Return the code of the head noun at a token: a word of the list, or a compound that ends in one."""
    token = words.tokens[index]
    short = token.lower in words.lexicon.table("organisations", "properties").get("short", ())
    if not any(c.islower() for c in token.text) and not short:
        return None
    if short and words.lexicon.verb_final and token.text.islower():
        return None  # "ақ" is white, too
    forms = (token.lower, token.lemma)
    if not words.lexicon.terms("organisations", "no_bodies").isdisjoint(forms):
        return None
    for code, terms in words.lexicon.table("organisations", "heads").items():
        if any(form in terms for form in forms):
            return code
    if words.capital[index]:
        for code, terms in words.lexicon.table("organisations", "suffixes").items():
            if any(form.endswith(term) and form != term for form in forms for term in terms):
                return code
    return None
