"""What the parties of agreements undertake, each with the state that the statements give it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Final

from kelisim.model import Filler, Record, content_id
from kelisim.register.projection.dates import Span, span
from kelisim.register.projection.evidence import Candidate, evidence_for
from kelisim.register.projection.items import Item, Who
from kelisim.register.projection.values import Commitment, CommitmentState, Evidence, Life
from kelisim.register.projection.words import Phrase, due_year, fold, phrase, same_content

_FIRM: Final = frozenset({"signed", "renewed"})


@dataclass(frozen=True, slots=True)
class Agreed:
    """An agreement with what its commitments are judged by."""

    record: Record
    life: Life
    members: Sequence[Item]

    @property
    def parties(self) -> frozenset[Who]:
        """Whom the statements name as parties."""
        return frozenset(who for item in self.members for who in item.names("parties"))

    @property
    def firm(self) -> bool:
        """Whether a source says that it was signed."""
        return any(stage.value in _FIRM for stage in self.life.stages)

    @property
    def since(self) -> Span | None:
        """The days on which it was signed; else those on which it was first told of."""
        dates = [stage.date or stage.told for stage in self.life.stages if stage.value in _FIRM]
        return span(min((d for d in dates if d is not None), default=self.life.first_told))


def commitments_of(
    agreed: Agreed,
    near: Mapping[str, Sequence[Candidate]],
    refused: Mapping[str, frozenset[str]] = MappingProxyType({}),
) -> list[Commitment]:
    """Return the commitments of an agreement with their evidence.

    `near` are candidates by body; `refused` the records that people refused as evidence, by commitment.
    """
    slot = agreed.record.slot("commitments")
    if slot is None:
        return []
    parties, since = agreed.parties, agreed.since
    about = {c.record: c for who in parties for c in near.get(who.key, ())}
    candidates = [about[record] for record in sorted(about)]
    texts = _texts(agreed.members)
    found = []
    for filler in slot.fillers:
        wordings = _wordings(filler, texts)
        phrases = [words for _, words in wordings] or [phrase(str(filler.value), None)]
        no_evidence = frozenset(r for id in _ids(agreed, filler) for r in refused.get(id, ()))
        allowed = [one for one in candidates if one.record not in no_evidence]
        evidence = _gather(phrases, parties, since, allowed)
        found.append(_commitment(agreed, filler, [text for text, _ in wordings], evidence, phrases))
    return found


_Place = tuple[str, int, int]


def _texts(members: Sequence[Item]) -> Mapping[_Place, tuple[str, str | None, Item]]:
    """Return the wording of every commitment by statement and offsets."""
    found: dict[_Place, tuple[str, str | None, Item]] = {}
    for item in members:
        for value in item.statement.all("commitments"):
            place = (item.statement.id, value.quote.start, value.quote.end)
            found[place] = (str(value.value), item.document.language, item)
    return found


def _wordings(
    filler: Filler, texts: Mapping[_Place, tuple[str, str | None, Item]]
) -> list[tuple[str, Phrase]]:
    """Return the wordings that support a filler, each once, in the order of the statements."""
    told = [
        texts[(s.statement, s.start, s.end)] for s in filler.support if (s.statement, s.start, s.end) in texts
    ]
    told.sort(key=lambda one: (one[2].order, one[0]))
    found = {fold(text): (text, phrase(text, language)) for text, language, _ in reversed(told)}
    return list(reversed(found.values()))


def _gather(
    phrases: Sequence[Phrase], parties: frozenset[Who], since: Span | None, candidates: Sequence[Candidate]
) -> tuple[Evidence, ...]:
    if since is None:
        return ()
    found: dict[str, Evidence] = {}
    for words in phrases:
        for one in evidence_for(words, parties, since, candidates):
            found.setdefault(one.record, one)
    return tuple(sorted(found.values(), key=lambda e: (e.date or "9999", e.record)))


def _commitment(
    agreed: Agreed,
    filler: Filler,
    wordings: Sequence[str],
    evidence: tuple[Evidence, ...],
    phrases: Sequence[Phrase],
) -> Commitment:
    ids = _ids(agreed, filler)
    return Commitment(
        id=ids[0],
        record=agreed.record.id,
        text=str(filler.value),
        wordings=tuple(text for text in wordings if fold(text) != fold(str(filler.value))),
        support=filler.support,
        state=_state(agreed, evidence, phrases),
        evidence=evidence,
        due=due_year(str(filler.value)),
        decision=filler.decision,
        former_ids=tuple(sorted(set(ids[1:]) - {ids[0]})),
    )


def _ids(agreed: Agreed, filler: Filler) -> list[str]:
    """Return the id of a commitment and its former ones, from the places that tell of it."""
    order = {item.statement.id: item.order for item in agreed.members}
    places = sorted(filler.support, key=lambda s: (order.get(s.statement, ()), s.start, s.end))
    ids = [content_id("c", s.statement, s.start, s.end) for s in places]
    return ids or [content_id("c", filler.decision or agreed.record.id, str(filler.value))]


def _state(agreed: Agreed, evidence: Sequence[Evidence], phrases: Sequence[Phrase]) -> CommitmentState:
    """Return what the statements say: the strongest state that they support."""
    independent = sum(e.done and e.grade == "independent" for e in evidence)
    if independent > 0:
        promised = max((int(n) for words in phrases for n in words.numbers if _counts(n)), default=1)
        return "partly" if independent < promised else "evidence_found"
    if any(e.grade != "plan" for e in evidence):
        return "under_way"
    return "promised" if agreed.firm else "wish_only"


def _counts(number: str) -> bool:
    """Return whether a number may count what is promised: a few of something, no year and no sum."""
    return number.isdigit() and 2 <= int(number) <= 10


def superseded(commitments: Sequence[Commitment], agreed: Mapping[str, Agreed]) -> list[Commitment]:
    """Return the commitments, those marked that a later agreement of the same parties takes up again.

    One for which there is evidence, or that is only a wish, stays what it is.
    """
    by_parties: dict[frozenset[str], list[Commitment]] = {}
    for one in commitments:
        by_parties.setdefault(frozenset(w.key for w in agreed[one.record].parties), []).append(one)
    later: dict[str, str] = {}
    for parties, group in by_parties.items():
        if len(parties) >= 2:
            later.update(_taken_up(group, agreed))
    return [
        replace(one, state="superseded", superseded_by=later[one.id]) if one.id in later else one
        for one in commitments
    ]


def _taken_up(group: Sequence[Commitment], agreed: Mapping[str, Agreed]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    dated = [(agreed[one.record].since, one) for one in group if agreed[one.record].firm]
    timed = sorted(((s.first, s.last, one.id, one) for s, one in dated if s is not None), key=lambda t: t[:3])
    words = {one.id: phrase(one.text, agreed[one.record].members[0].document.language) for *_, one in timed}
    for place, (_, last, id, one) in enumerate(timed):
        if one.state != "promised":
            continue
        following = (
            other.id
            for first, _, _, other in timed[place + 1 :]
            if first > last and other.record != one.record and same_content(words[id], words[other.id])
        )
        taken = next(following, None)
        if taken is not None:
            found[id] = taken
    return found


def state_on(commitment: Commitment, record: Record, today: date) -> CommitmentState:
    """Return the state of a commitment on a day: what time adds to what the statements say.

    Overdue where its own day has passed, lapsed where the agreement's term has, both without evidence.
    """
    if commitment.state != "promised":
        return commitment.state
    due = span(commitment.due)
    if due is not None and due.last < today.toordinal():
        return "overdue"
    expires = record.slot("expires")
    term = span(str(expires.fillers[0].value)) if expires is not None else None
    return "lapsed" if term is not None and term.last < today.toordinal() else "promised"
