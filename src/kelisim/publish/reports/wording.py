"""The words for codes of the register and of measures, in the language of a report."""

from typing import Final

from kelisim.measure.fulfilment import REASONS, Fulfilment
from kelisim.publish.reports.document import Tone
from kelisim.publish.reports.language import Language


def mark(message: str) -> str:
    """Return a message as it is: marked, so that it comes into the catalogues."""
    return message


STATUSES: Final = {
    "signed": mark("signed"),
    "planned": mark("planned"),
    "proposed": mark("proposed"),
    "renewed": mark("renewed"),
    "running": mark("running"),
    "finished": mark("finished"),
    "open": mark("open"),
}
SORTS: Final = {
    "memorandum": mark("memorandum"),
    "agreement": mark("agreement"),
    "letter_of_intent": mark("letter of intent"),
    "contract": mark("contract"),
    "roadmap": mark("roadmap"),
    "protocol": mark("protocol"),
    "declaration": mark("declaration"),
    "other": mark("other"),
}
KINDS: Final = {
    "project": mark("Project"),
    "programme": mark("Programme"),
    "establishment": mark("Campus, centre, laboratory"),
    "event": mark("Event"),
}
SLOTS: Final = {
    "kind": mark("Kind"),
    "status": mark("Status"),
    "date": mark("Date"),
    "place": mark("Place"),
    "occasion": mark("Occasion"),
    "parties": mark("Parties"),
    "signatories": mark("Signed by"),
    "expires": mark("Ends"),
}
STATES: Final = {
    "evidence_found": mark("Evidence found"),
    "partly": mark("Partly shown"),
    "under_way": mark("Under way, as a source says"),
    "promised": mark("Promised, no evidence found so far"),
    "wish_only": mark("Wish only"),
    "overdue": mark("Overdue, no evidence found"),
    "lapsed": mark("Lapsed, no evidence found"),
    "superseded": mark("Taken up by a later agreement"),
    "contradicted": mark("Sources contradict each other"),
    "cannot_be_checked": mark("Cannot be checked in open records"),
}
TONES: Final[dict[str, Tone]] = {
    "evidence_found": "good",
    "partly": "middle",
    "under_way": "middle",
    "promised": "open",
    "wish_only": "faint",
    "overdue": "bad",
    "lapsed": "bad",
    "superseded": "faint",
    "contradicted": "bad",
    "cannot_be_checked": "faint",
}
GRADES: Final = {
    "independent": mark("independent record"),
    "party": mark("a party's own claim, or a source whose publisher is not known"),
    "plan": mark("a plan"),
}
ATTENTION: Final = {
    "expired": mark("its term has ended"),
    "expiring": mark("its term ends soon"),
    "silent": mark("nothing was told of it for two years"),
    "contradiction": mark("sources contradict each other"),
    "review": mark("waits for review by a person"),
    "unconfirmed": mark("a plan without news"),
    "commitment_overdue": mark("a commitment is overdue"),
}


def worded(language: Language, words: dict[str, str], code: object) -> str:
    """Return the word for a code; a code without one is shown as it is."""
    found = words.get(str(code))
    return str(code).replace("_", " ") if found is None else language.say(found)


def reason(language: Language, one: Fulfilment) -> str:
    """Return why a commitment is in its state, as a sentence."""
    text = language.say(REASONS[one.reason])
    return text[:1].upper() + text[1:] + "."
