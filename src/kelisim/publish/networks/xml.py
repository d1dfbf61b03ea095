"""What the XML formats share: parsing without entities, text without what XML cannot hold."""

import re
from typing import Any, Final

from lxml import etree

# XML 1.0 has no way to write these, not even as references.
_NEVER: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def parsed(text: str) -> Any:
    """Parse foreign XML: no entities, no network. Raises SyntaxError where it is no XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(text.encode("utf-8"), parser)


def written(value: Any) -> str:
    """Return a value as the text of an element or attribute; numbers to the last digit."""
    return repr(value) if isinstance(value, float) else _NEVER.sub("", str(value))
