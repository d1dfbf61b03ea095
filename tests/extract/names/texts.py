"""What the tests of names ask: the names of a short text, in plain words."""

from kelisim.extract.analysis import Analysis
from kelisim.extract.languages import pack
from kelisim.extract.layout import blocks
from kelisim.extract.lexicon import lexicon
from kelisim.extract.names import Named, find_names
from kelisim.extract.names.words import Words, words
from kelisim.model import Document, ReferentType, document_id


def analysed(text: str) -> Analysis:
    """Return the analysis of an English text."""
    noise = lexicon("en").patterns("layout", "noise")
    return pack("en").analyse([(text, blocks(text, noise))])[0]


def seen(text: str) -> Words:
    """Return what is asked of each token of an English text."""
    return words(analysed(text), lexicon("en"))


def read(text: str) -> tuple[Document, Analysis, Named]:
    """Return an English text with its names."""
    document = Document(document_id(text.encode("utf-8", "surrogatepass")), text, "en")
    analysis = analysed(text)
    return document, analysis, find_names(document, analysis, lexicon("en"))


def named(text: str, type: ReferentType = "organisation") -> set[str]:
    """Return the names of one type."""
    return {referent.name for referent in read(text)[2].referents if referent.type == type}


def forms(text: str) -> dict[str, set[str]]:
    """Return the other forms of each name."""
    return {referent.name: set(referent.forms) for referent in read(text)[2].referents}


def posts(text: str) -> set[tuple[str, str, str | None]]:
    """Return person, office and organisation of each post."""
    _, analysis, found = read(text)
    name = {referent.id: referent.name for referent in found.referents}
    return {
        (
            name[post.person],
            analysis.words(*post.office_tokens),
            None if post.organisation is None else name[post.organisation],
        )
        for post in found.posts
    }


def described(text: str) -> dict[str, set[str]]:
    """Return whom each mention without a name stands for."""
    _, analysis, found = read(text)
    name = {referent.id: referent.name for referent in found.referents}
    return {
        analysis.words(mention.first, mention.last): {name[id] for id in mention.referents}
        for mention in found.mentions
        if not mention.named
    }
