"""Languages: every message is translated, with the same places to fill; dates and numbers as is usual."""

import io
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import kelisim.web
from kelisim.model import KINDS
from kelisim.web.languages import load_languages
from kelisim.web.words import code_label, codes_of, kind_many, kind_one, slot_label

WEB = Path(kelisim.web.__file__).parent
METHODS = [("**.py", "python"), ("**.html", "jinja2")]
OPTIONS = {
    "**.html": {
        "extensions": "jinja2.ext.i18n, jinja2.ext.do",
        "trimmed": "true",
        "newstyle_gettext": "true",
    }
}
KEYWORDS = {
    "_": None,
    "_m": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "_p": ((1, "c"), 2),
    "Link": (2,),
}
PLACE = re.compile(r"%\(\w+\)s|%%")


@pytest.fixture(scope="module")
def languages():
    return load_languages([WEB / "locale"])


ROOMS = ["", *sorted(path.name for path in WEB.iterdir() if (path / "__init__.py").is_file())]


def messages(room):
    """The messages of a room, or of the base (""): (context, one or (one, many))."""
    found = extract_from_dir(str(WEB), METHODS, OPTIONS, KEYWORDS)
    own = [
        each for each in found if (each[0].split("/")[0] if each[0].split("/")[0] in ROOMS else "") == room
    ]
    return sorted({(context, message) for _, _, message, _, context in own}, key=str)


def catalogue(code):
    """What the catalogues of a language hold, by context and message."""
    found = {}
    for path in WEB.rglob(f"{code}.po"):
        for message in read_po(io.BytesIO(path.read_bytes()), locale=code, abort_invalid=True):
            if message.id:
                found[message.context, message.id] = message
    return found


@pytest.mark.parametrize("code", ["ru", "kk"])
@pytest.mark.parametrize("room", ROOMS)
def test_every_message_is_translated(room, code):
    known = catalogue(code)
    wanted = messages(room)
    assert len(wanted) > 200 or room != ""
    missing = [message for context, message in wanted if (context, message) not in known]
    assert missing == [], f"{code}.po lacks these"


@pytest.mark.parametrize("code", ["ru", "kk"])
def test_translations_fill_the_same_places(code):
    known = catalogue(code)
    for (_, id), message in known.items():
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(forms), f"{code}: {id!r} is empty"
        assert not message.fuzzy, f"{code}: {id!r} is fuzzy"
        one = id if isinstance(id, str) else id[1]
        for form in forms:
            assert sorted(PLACE.findall(form)) == sorted(PLACE.findall(one)), f"{code}: {id!r}"


def test_every_word_of_the_vocabulary_has_a_label(languages):
    english, russian = languages["en"], languages["ru"]
    for kind in KINDS.values():
        assert kind_one(russian, kind.name) != kind_one(english, kind.name)
        assert kind_many(russian, kind.name) != kind.name
        for slot in kind.slots:
            assert slot_label(russian, slot.name) != slot_label(english, slot.name) or slot.name == "what"
            assert codes_of(kind.name, slot.name) == slot.codes
            for code in slot.codes:
                assert code_label(russian, kind.name, slot.name, code) != code


@pytest.mark.parametrize(
    ("code", "date", "long", "short"),
    [
        ("en", "2026-02-06", "6 February 2026", "6 Feb 2026"),
        ("en", "2026-02", "February 2026", "Feb 2026"),
        ("en", "2026", "2026", "2026"),
        ("ru", "2026-02-06", "6 февраля 2026", "6 февр. 2026"),
        ("ru", "2026-02", "февраль 2026", "февр. 2026"),
        ("kk", "2026-02-06", "2026 ж. 6 ақпан", "2026 ж. 6 ақп."),
        ("en", "2026-02-31", "2026-02-31", "2026-02-31"),
        ("en", "soon", "soon", "soon"),
    ],
)
def test_dates_are_written_at_their_own_precision(languages, code, date, long, short):
    def plain(text):
        return re.sub(r"\s", " ", text)

    assert plain(languages[code].date(date)) == long
    assert plain(languages[code].date(date, short=True)) == short


def test_numbers_countries_and_money_follow_the_language(languages):
    assert languages["en"].number(1234567) == "1,234,567"
    assert re.sub(r"\s", " ", languages["ru"].number(1234567)) == "1 234 567"
    assert [languages[code].country("DE") for code in ("en", "ru", "kk")] == [
        "Germany",
        "Германия",
        "Германия",
    ]
    assert re.sub(r"\s", " ", languages["en"].money(420000, "GBP")) == "GBP 420,000"
    assert languages["ru"].ngettext("%(num)s source", "%(num)s sources", 3) == "%(num)s источника"


@pytest.mark.parametrize(
    ("address", "headers", "cookie", "code"),
    [
        ("/", {}, None, "en"),
        ("/", {"accept-language": "kk-KZ,ru;q=0.8"}, None, "kk"),
        ("/", {"accept-language": "fr, ru;q=0.8, en;q=0.2"}, None, "ru"),
        ("/", {"accept-language": "ru;q=0, en"}, None, "en"),
        ("/", {"accept-language": ";;;=q,,"}, None, "en"),
        ("/", {"accept-language": "en"}, "kk", "kk"),
        ("/?lang=ru", {"accept-language": "en"}, "kk", "ru"),
        ("/?lang=xx", {"accept-language": "en"}, None, "en"),
        ("/nothing-here", {"accept-language": "ru"}, None, "ru"),
    ],
)
def test_language_comes_from_address_then_cookie_then_browser(pages, address, headers, cookie, code):
    sent = {"accept-language": "", **headers} | ({"cookie": f"language={cookie}"} if cookie else {})
    pages.cookies.clear()
    answer = pages.get(address, headers=sent)
    pages.cookies.clear()
    assert f'<html lang="{code}">' in answer.text


def test_chosen_language_is_remembered(pages):
    answer = pages.get("/agreements?lang=kk")
    pages.cookies.clear()
    assert "language=kk" in answer.headers["set-cookie"]
    assert "language=" not in pages.get("/agreements?lang=xx").headers.get("set-cookie", "")
