"""Catalogues: complete, with the same places to fill, in forms that each language has."""

import re
from string import Formatter

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from kelisim.measure.fulfilment import REASONS
from kelisim.measure.verdicts.portfolio_wording import PORTFOLIO_MESSAGES
from kelisim.measure.verdicts.wording import MESSAGES
from kelisim.publish.reports.language import LANGUAGES, language
from tests.conftest import ROOT

KEYWORDS = {"say": None, "count": (1, 2), "mark": None}
REPORTS = ROOT / "src/kelisim/publish/reports"
LOCALE = ROOT / "src/kelisim/publish/locale"


def asked_for():
    """Return the messages that the code asks for: one text, or singular and plural."""
    found = extract_from_dir(REPORTS, method_map=[("**.py", "python")], keywords=KEYWORDS)
    return (
        {message for _, _, message, _, _ in found}
        | set(REASONS.values())
        | set(MESSAGES)
        | set(PORTFOLIO_MESSAGES)
    )


def places(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("code", ["ru", "kk"])
def test_every_message_is_translated_with_the_same_places(code):
    with (LOCALE / code / "LC_MESSAGES/kelisim.po").open("rb") as file:
        catalogue = read_po(file, locale=code)
    wanted = asked_for()
    assert len(wanted) > 150
    for message in wanted:
        key = message if isinstance(message, str) else message[0]
        found = catalogue.get(key)
        assert found is not None, f"{code}: {key!r} is not in the catalogue"
        assert not found.fuzzy
        forms = [found.string] if isinstance(found.string, str) else list(found.string)
        assert len(forms) == (1 if isinstance(message, str) else catalogue.num_plurals), key
        for form in forms:
            assert form.strip() != "", key
            assert places(form) == places(key), key


@pytest.mark.parametrize("code", ["ru", "kk"])
def test_the_catalogue_holds_nothing_that_nobody_asks_for(code):
    with (LOCALE / code / "LC_MESSAGES/kelisim.po").open("rb") as file:
        known = {m.id if isinstance(m.id, str) else m.id[0] for m in read_po(file, locale=code) if m.id}
    assert known == {m if isinstance(m, str) else m[0] for m in asked_for()}


def test_kazakh_is_kazakh_and_russian_russian():
    for code, own in (("kk", "[әғқңөұүһі]"), ("ru", "[ыэщё]")):
        told = [language(code).say(text) for text in REASONS.values()]
        assert any(re.search(own, text) for text in told)
        assert all(re.search("[а-я]", text) for text in told)


def test_numbers_take_their_forms():
    def said(code, n):
        return language(code).count("{n} commitment by state", "{n} commitments by state", n)

    assert [said("en", n) for n in (1, 2)] == ["1 commitment by state", "2 commitments by state"]
    assert [said("ru", n).split()[1] for n in (1, 2, 5, 21)] == [
        "обязательство", "обязательства", "обязательств", "обязательство",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "iso", "text"),
    [
        ("en", "2026-02-03", "3 February 2026"),
        ("en", "2026-02", "February 2026"),
        ("en", "2026", "2026"),
        ("ru", "2026-02-03", "3 февраля 2026"),
        ("kk", "2026-02-03", "3 ақпан"),
        ("en", None, "–"),
        ("en", "someday", "someday"),
        ("en", "2026-13", "2026-13"),
    ],
)
def test_dates_keep_their_precision(code, iso, text):
    assert text in language(code).date(iso)


def test_a_date_that_ends_with_a_stop_ends_the_sentence():
    russian = language("ru")
    told = russian.say("To be done by {day}.", day=russian.date("2026-02-03"))
    assert told.endswith("г.")
    assert not told.endswith("..")


def test_values_are_never_read_as_messages_or_formats():
    assert language("en").say("told by {who}", who="{day} {0} %s") == "told by {day} {0} %s"


def test_countries_and_lists():
    assert [language(code).country("KZ") for code in LANGUAGES] == ["Kazakhstan", "Казахстан", "Қазақстан"]
    assert language("en").listed(["a", "b", "c"]) == "a, b and c"
    assert language("en").listed([]) == "–"
