"""Parties that one statement has read, and the other one only names: in its sentence, title or publisher."""

from dataclasses import replace

from kelisim.register.projection.items import Who, may_be
from kelisim.register.projection.kinds.agreement_facts import Facts
from kelisim.register.projection.kinds.agreement_times import Time, time_of
from kelisim.register.projection.kinds.common import Names


def told_elsewhere(ours: Facts, theirs: Facts) -> bool:
    """Return whether parties that only one of two statements has read are named by the other one's document.

    What was read in their stead may be but a piece of such a name ("Technical University" of Brno). One party
    at least was read by both, or each names all of the other's; and what is the party of another agreement of
    a document is not of this one.
    """
    if not _comparable(ours, theirs):
        return False
    a, b = _strange(ours.parties, theirs.parties), _strange(theirs.parties, ours.parties)
    if len(a) + len(b) == 0 or _names_another(ours, theirs) or _names_another(theirs, ours):
        return False
    told_of_a = frozenset(who for who in a if _names_party(theirs, who))
    told_of_b = frozenset(who for who in b if _names_party(ours, who))
    left_a, left_b = a - told_of_a, b - told_of_b
    if len(a) == len(ours.parties) or len(b) == len(theirs.parties):
        return len(left_a) + len(left_b) == 0 and max(len(a), len(b)) > 1
    if len(left_a) == 0 or len(left_b) == 0:
        pieces = _all_pieces(left_a - _parts(left_a, theirs), told_of_b, ours)
        return pieces and _all_pieces(left_b - _parts(left_b, ours), told_of_a, theirs)
    # one document names the body in full elsewhere: "GFZ", "GFZ German Research Centre for Geosciences"
    near_a, near_b = _near(ours, left_b), _near(theirs, left_a)
    return _all_pieces(left_a, near_a, None) or _all_pieces(left_b, near_b, None)


def one_more_in_common(ours: Facts, theirs: Facts) -> bool:
    """Return whether two statements that have read one and the same party both name another organisation.

    One document knows it for an organisation, or is its own, and the other one names it in its sentence; or
    both call it by one name of several words that was not read at all.
    """
    if not _comparable(ours, theirs):
        return False
    for one, other in ((ours, theirs), (theirs, ours)):
        named = [who for who in one.bodies_near if not who.state]
        if len(named) == 1 and _names_party(other, named[0]):
            return True
        if one.house is not None and _names_publisher(other, one.house):
            return True
    from kelisim.resolve import share_name  # noqa: PLC0415  # as below

    every = ours.parties | ours.near | ours.taken | theirs.parties | theirs.near | theirs.taken
    return share_name(ours.texts[0], theirs.texts[0], tuple(name for who in every for name in who.names))


def _comparable(ours: Facts, theirs: Facts) -> bool:
    if ours.document == theirs.document or len(ours.texts) == 0 or len(theirs.texts) == 0:
        return False
    return time_of(ours, theirs) > Time.CLASH


def _names_another(one: Facts, other: Facts) -> bool:
    """Return whether a sentence of which one party was read names a body that the other statement has not."""
    if len(one.parties) > 1:
        return False
    return any(not may_be(who, party) for who in _strange(one.beside, other.parties) for party in one.parties)


def _strange(ours: Names, theirs: Names) -> Names:
    return frozenset(who for who in ours if not any(may_be(who, other) for other in theirs))


def _names_party(one: Facts, who: Who) -> bool:
    """Return whether the texts of a statement name somebody who is not the party of another one there."""
    if who.type == "person" or any(may_be(who, other) for other in one.taken):
        return False
    # Resolution brings gazetteers along: who only asks the register does not wait for them.
    from kelisim.resolve import tells_of  # noqa: PLC0415

    taken = [name for other in one.taken for name in other.names]
    return any(
        tells_of(text, name) and not any(tells_of(other, name) for other in taken)
        for name in who.names
        for text in one.texts
    )


def _parts(left: Names, other: Facts) -> Names:
    """Return those whose names hold that of a party of the other one: "School of Law at the University"."""
    from kelisim.resolve import is_part  # noqa: PLC0415  # as below

    wholes = [name for who in other.parties for name in who.names]
    return frozenset(
        who for who in left if any(is_part(name, whole) for name in who.names for whole in wholes)
    )


def _names_publisher(one: Facts, house: str) -> bool:
    """Return whether a sentence names who publishes the other document, and no party read is that one."""
    from kelisim.resolve import tells_of  # noqa: PLC0415  # as above

    read = [name for who in one.parties | one.taken for name in who.names]
    known = any(tells_of(house, name) or tells_of(name, house) for name in read)
    return not known and tells_of(one.texts[0], house, by_brand=False)


def _near(one: Facts, wanted: Names) -> Names:
    """Return the organisations near a statement that may be those wanted, one each, or nobody."""
    found = frozenset(who for who in one.bodies_near if any(may_be(who, other) for other in wanted))
    return found if len(found) == len(wanted) else frozenset()


def _all_pieces(left: Names, told: Names, one: Facts | None) -> bool:
    """Return whether each that is left is but a piece of the name of one that is told.

    `one` is the statement that tells of them: whom its title or publisher tells, and not its sentence, only
    what has no name of its own is a piece of ("the Technical University").
    """
    from kelisim.resolve import is_piece  # noqa: PLC0415  # as above

    if len(left) > len(told):
        return False
    sentence = None if one is None else replace(one, texts=one.texts[:1])
    surely = {who: sentence is None or _names_party(sentence, who) for who in told} if len(left) > 0 else {}
    return all(
        any(
            is_piece(name, whole, nameless=not surely[other])
            for name in who.names
            for other in told
            for whole in other.names
        )
        for who in left
    )
