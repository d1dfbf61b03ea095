"""Whose e-mail addresses a string has: it tells the organisation where no name does."""

from collections.abc import Sequence
from typing import Final

from kelisim.resolve.registry.candidates import Match
from kelisim.resolve.registry.decide import Scored
from kelisim.resolve.registry.index import Index
from kelisim.resolve.registry.text import Text

BY_ADDRESS: Final = 0.75
"""Probability of an organisation that an address alone tells; on labelled strings 14 of 16 were right."""
# Beginnings of what a country gives out to many: edu.cn and gov.uk are nobody's, whatever a record says.
_PUBLIC: Final = frozenset(("ac", "co", "com", "edu", "go", "gob", "gouv", "gov", "mil", "net", "or", "org"))
# Firms that are in the registry, or may be, and give mailboxes to everybody.
_PROVIDERS: Final = frozenset(
    (
        *("163.com", "aol.com", "daum.net", "free.fr", "gmail.com", "icloud.com", "libero.it", "mail.ru"),
        *(
            "naver.com",
            "orange.fr",
            "outlook.com",
            "qq.com",
            "rambler.ru",
            "seznam.cz",
            "sina.com",
            "sohu.com",
        ),
        *("t-online.de", "web.de", "yahoo.com", "yandex.com", "yandex.kz", "yandex.ru"),
    )
)


def with_owner(index: Index, text: Text, scored: Sequence[Scored]) -> list[Scored]:
    """Return the candidates with the organisation whose e-mail address the string has, as `BY_ADDRESS` says.

    It is for strings that name no organisation surely; one that is a candidate by some words keeps them.
    """
    owners = {found for host in text.mailed if (found := owner(index, host)) is not None}
    if len(owners) != 1:
        return list(scored)
    (record,) = owners
    held = next((match for match, _ in scored if match.record == record), None)
    if held is None:
        held = Match(index.columns["name_first"][record], record, (), 0, 0, 0.0, 0.0, False)
    held.departmental = False  # the address tells whose department it is
    return [(held, BY_ADDRESS), *(pair for pair in scored if pair[0].record != record)]


def owner(index: Index, host: str) -> int | None:
    """Return the active record that has this host, alone or with its parts; None for nobody or several."""
    last = ".".join(host.split(".")[-2:])
    if host in _PROVIDERS:
        return None
    found = [record for record in index.hosted(host) if index.status(record) == "active"]
    if last.partition(".")[0] in _PUBLIC and set(found) <= set(index.hosted(last)):
        return None
    whole = [record for record in found if all(_is_within(index, other, record) for other in found)]
    return whole[0] if len(whole) == 1 else None


def _is_within(index: Index, record: int, whole: int) -> bool:
    """Return whether the record is the whole, a part of it or a part of its part."""
    parents = index.parents(record)
    return record == whole or whole in parents or any(whole in index.parents(each) for each in parents)
