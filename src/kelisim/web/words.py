"""The words of the vocabulary for readers: kinds, slots, codes, states, reasons; messages of the catalogues.

Public: `kind_one`, `kind_many`, `slot_label`, `code_label`, `state_label`, `reason_label`, all of which take
the language first; `tone(code)` says what a state means for the reader: kept, due, broken, early, none.
"""

from typing import Final

from kelisim.web.languages import Language

Message = tuple[str, str]


def _m(message: str) -> str:
    """Mark a message for the catalogues."""
    return message


def _p(context: str, message: str) -> Message:
    """Mark a message that means different things in different places."""
    return context, message


_KINDS: Final = {
    "agreement": (_m("Agreement"), _m("Agreements")),
    "project": (_m("Project"), _m("Projects")),
    "programme": (_m("Programme"), _m("Programmes")),
    "establishment": (_m("Establishment"), _m("Establishments")),
    "event": (_m("Event"), _m("Events")),
    "office": (_m("Office"), _m("Offices")),
    "figure": (_m("Figure"), _m("Figures")),
    "funding": (_m("Funding"), _m("Funding")),
    "intention": (_m("Intention"), _m("Intentions")),
    "organisation": (_m("Organisation"), _m("Organisations")),
    "person": (_m("Person"), _m("People")),
    "place": (_m("Place"), _m("Places")),
    "country": (_m("Country"), _m("Countries")),
    "document": (_m("Document"), _m("Documents")),
    "statement": (_m("Statement"), _m("Statements")),
    "entity": (_m("Organisation, person or place"), _m("Organisations, people, places")),
}

_SLOTS: Final = {
    "kind": _m("Kind"),
    "status": _m("Status"),
    "date": _m("Date"),
    "place": _m("Place"),
    "occasion": _m("Occasion"),
    "parties": _m("Parties"),
    "signatories": _m("Signed by"),
    "commitments": _m("Commitments"),
    "expires": _m("Ends"),
    "title": _m("Title"),
    "leaders": _m("Led by"),
    "hosts": _m("Carried out by"),
    "funders": _m("Funded by"),
    "partners": _m("Partners"),
    "name": _m("Name"),
    "participants": _m("Participants"),
    "person": _m("Person"),
    "office": _m("Post"),
    "organisation": _m("Organisation"),
    "value": _m("Number"),
    "what": _m("What"),
    "scope": _m("Of what"),
    "bound": _m("Bound"),
    "amount": _m("Amount"),
    "currency": _m("Currency"),
    "recipients": _m("Recipients"),
    "purpose": _m("Purpose"),
    "actors": _m("Who intends it"),
    "with": _m("With whom"),
}

_CODES: Final = {
    ("agreement", "kind"): {
        "memorandum": _p("agreement kind", "memorandum"),
        "agreement": _p("agreement kind", "agreement"),
        "letter_of_intent": _p("agreement kind", "letter of intent"),
        "contract": _p("agreement kind", "contract"),
        "roadmap": _p("agreement kind", "roadmap"),
        "protocol": _p("agreement kind", "protocol"),
        "declaration": _p("agreement kind", "declaration"),
        "other": _p("agreement kind", "other"),
    },
    ("agreement", "status"): {
        "signed": _p("agreement status", "signed"),
        "planned": _p("agreement status", "planned"),
        "proposed": _p("agreement status", "proposed"),
        "renewed": _p("agreement status", "renewed"),
    },
    ("project", "status"): {
        "running": _p("project status", "running"),
        "planned": _p("project status", "planned"),
        "finished": _p("project status", "finished"),
    },
    ("programme", "kind"): {
        "dual_degree": _p("programme kind", "dual degree"),
        "joint_degree": _p("programme kind", "joint degree"),
        "degree": _p("programme kind", "degree"),
        "exchange": _p("programme kind", "exchange"),
        "scholarship": _p("programme kind", "scholarship"),
        "training": _p("programme kind", "training"),
        "other": _p("programme kind", "other"),
    },
    ("programme", "status"): {
        "running": _p("programme status", "running"),
        "planned": _p("programme status", "planned"),
    },
    ("establishment", "kind"): {
        "campus": _p("establishment kind", "campus"),
        "institute": _p("establishment kind", "institute"),
        "centre": _p("establishment kind", "centre"),
        "laboratory": _p("establishment kind", "laboratory"),
        "council": _p("establishment kind", "council"),
        "network": _p("establishment kind", "network"),
        "office": _p("establishment kind", "office"),
        "other": _p("establishment kind", "other"),
    },
    ("establishment", "status"): {
        "open": _p("establishment status", "open"),
        "planned": _p("establishment status", "planned"),
    },
    ("event", "kind"): {
        "meeting": _p("event kind", "meeting"),
        "conference": _p("event kind", "conference"),
        "visit": _p("event kind", "visit"),
        "ceremony": _p("event kind", "ceremony"),
        "exhibition": _p("event kind", "exhibition"),
        "workshop": _p("event kind", "workshop"),
        "other": _p("event kind", "other"),
    },
    ("figure", "bound"): {
        "at_least": _p("figure bound", "at least"),
        "at_most": _p("figure bound", "at most"),
        "about": _p("figure bound", "about"),
    },
}

_STATES: Final = {
    "wish_only": _m("only a wish"),
    "promised": _m("promised"),
    "under_way": _m("under way"),
    "evidence_found": _m("evidence found"),
    "partly": _m("partly"),
    "overdue": _m("overdue"),
    "lapsed": _m("lapsed"),
    "superseded": _m("superseded by a later agreement"),
    "contradicted": _m("contradicted"),
    "cannot_be_checked": _m("cannot be checked in open records"),
}

_REASONS: Final = {
    "commitment_overdue": (_m("Overdue"), _m("a promise whose day has passed, without evidence")),
    "expiring": (_m("Ends within six months"), _m("its term ends soon")),
    "expiring_later": (_m("Ends within a year"), _m("its term ends in six to twelve months")),
    "expired": (_m("Has ended"), _m("its term is over and nothing tells of a renewal")),
    "contradiction": (_m("Sources disagree"), _m("two sources cannot both be right")),
    "review": (_m("Waits for review"), _m("the reading is uncertain and nobody has looked at it")),
    "unconfirmed": (_m("Not confirmed"), _m("planned, and its day has passed without news")),
    "silent": (_m("Silent for two years"), _m("in force, and no document has told of it since")),
}

_TONES: Final = {
    "signed": "kept",
    "renewed": "kept",
    "running": "kept",
    "open": "kept",
    "finished": "none",
    "planned": "early",
    "proposed": "early",
    "under_way": "kept",
    "evidence_found": "kept",
    "partly": "kept",
    "promised": "early",
    "overdue": "due",
    "lapsed": "broken",
    "contradicted": "broken",
    "commitment_overdue": "due",
    "expiring": "due",
    "expiring_later": "early",
    "expired": "broken",
    "contradiction": "due",
    "review": "early",
    "evidence": "kept",
    "none yet": "due",
    "too early": "early",
    "unconfirmed": "early",
}

_VERDICTS: Final = {
    "evidence": _m("evidence that it delivered"),
    "none yet": _m("no evidence yet"),
    "too early": _m("too early to tell"),
    "cannot be told": _m("cannot be told"),
}

_GRADES: Final = {
    "plan": _m("only planned"),
    "party": _m("told by a party"),
    "independent": _m("told by somebody independent"),
}


_ACTIONS: Final = {
    "accept": _m("accepted"),
    "reject": _m("rejected"),
    "correct": _m("corrected"),
    "merge": _m("merged"),
    "split": _m("split"),
    "not_same": _m("kept apart"),
    "undo": _m("undone"),
}


_ALIKE: Final = (
    _m("parties not named"),
    _m("a party in common"),
    _m("the other named"),
    _m("parties told by both"),
    _m("parties likely the same"),
    _m("one names more parties"),
    _m("same parties"),
    _m("other parties"),
    _m("kind may be the same"),
    _m("same kind"),
    _m("dates some weeks apart"),
    _m("time not known"),
    _m("about the same time"),
    _m("dates fit"),
    _m("same day"),
    _m("same name"),
    _m("same title"),
    _m("names alike"),
    _m("names nearly the same"),
    _m("bodies in common"),
    _m("kinds differ"),
    _m("called by the person whom the full name honours"),
    _m("names spelled alike"),
    _m("the same acronym"),
    _m("the same general name"),
    _m("and no country is told"),
    _m("the same surname and initials"),
    _m("and no more is told"),
)


def kind_one(language: Language, kind: str) -> str:
    """Return the word for one thing of a kind or type."""
    return language.gettext(_KINDS[kind][0]) if kind in _KINDS else kind


def kind_many(language: Language, kind: str) -> str:
    """Return the word for all things of a kind or type."""
    return language.gettext(_KINDS[kind][1]) if kind in _KINDS else kind


def slot_label(language: Language, slot: str) -> str:
    """Return the word for a slot."""
    return language.gettext(_SLOTS[slot]) if slot in _SLOTS else slot


def code_label(language: Language, kind: str, slot: str, code: str) -> str:
    """Return the word for a code of a slot; codes of other schemes (currencies) stand for themselves."""
    message = _CODES.get((kind, slot), {}).get(code)
    return code if message is None else language.pgettext(*message)


def codes_of(kind: str, slot: str) -> tuple[str, ...]:
    """Return the codes of a slot that have a word."""
    return tuple(_CODES.get((kind, slot), ()))


def state_label(language: Language, state: str) -> str:
    """Return the word for the state of a commitment."""
    return language.gettext(_STATES[state]) if state in _STATES else state


def verdict_label(language: Language, state: str) -> str:
    """Return the word for what the measurement says."""
    return language.gettext(_VERDICTS[state]) if state in _VERDICTS else state


def grade_label(language: Language, grade: str) -> str:
    """Return the word for who tells of evidence."""
    return language.gettext(_GRADES[grade]) if grade in _GRADES else grade


def action_label(language: Language, action: str) -> str:
    """Return the word for what a person decided."""
    return language.gettext(_ACTIONS[action]) if action in _ACTIONS else action


def reason_label(language: Language, reason: str) -> str:
    """Return the heading for a reason why something needs attention."""
    return language.gettext(_REASONS[reason][0]) if reason in _REASONS else reason


def reason_meaning(language: Language, reason: str) -> str:
    """Return what that reason means."""
    return language.gettext(_REASONS[reason][1]) if reason in _REASONS else ""


def alike_reason(language: Language, reason: str) -> str:
    """Return why two may be the same, "" where the language has no words for a part of it."""
    parts = reason.split(", ")
    return (
        ", ".join(language.gettext(part) for part in parts) if all(part in _ALIKE for part in parts) else ""
    )


def tone(code: str) -> str:
    """Return what a status, state or reason means for the reader: a class of the style sheet."""
    return _TONES.get(code, "none")
