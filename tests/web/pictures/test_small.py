"""What the pictures show in small or leave out, and how places far from any name are called."""

import gzip
import re
from xml.etree import ElementTree

import pytest

from kelisim.register.projection.kinds.agreements import _KIND_WORDS, _PARTY_WORDS, _TIME_WORDS
from kelisim.web.towns import town_at
from kelisim.web.words import alike_reason


@pytest.mark.parametrize("name", ["map", "timeline"])
def test_small_picture_has_no_letters_to_follow_and_its_colours_by_night(pages, name):
    day = pages.get(f"/{name}/small.svg")
    night = pages.get(f"/{name}/small.svg?night=true")
    assert day.headers["content-encoding"] == "gzip"
    assert ElementTree.fromstring(day.content).tag.endswith("svg")
    assert "<a " not in day.text
    assert "#1f5fa8" in day.text
    assert "#7fb2ee" in night.text
    assert len(gzip.compress(day.content)) < 100_000


def test_first_page_shows_both_and_leads_to_the_large_ones(pages):
    html = pages.get("/").text
    for name in ("map", "timeline"):
        assert f'<a href="/{name}" class="thumbnail">' in html
        assert f'src="/{name}/small.svg' in html


@pytest.mark.parametrize(
    ("latitude", "longitude", "country", "town"),
    [
        (43.2525, 76.9114, "KZ", "Almaty"),
        (50.91, 13.34, "DE", "Freiberg"),
        (51.5246, -0.134, "GB", "London"),
        (22.3, 39.1, "SA", "Thuwal"),
        (-16.45, 179.4, "FJ", "Labasa"),
        (57.0, 19.0, "SE", None),
        (85.0, 0.0, None, None),
    ],
)
def test_position_is_called_by_its_town(latitude, longitude, country, town):
    found = town_at(latitude, longitude, country)
    assert (None if found is None else found.name) == town


def test_countries_to_choose_from_are_those_of_the_register(pages):
    html = pages.get("/map?country=FR").text
    assert '<option value="KZ">Kazakhstan</option>' in html
    assert '<option value="FR" selected>France</option>' in html
    assert "KZ" in pages.get("/timeline.json").json()["countries"]


def test_table_of_the_timeline_has_a_row_a_year(pages):
    years = pages.get("/timeline.json").json()["shown"]["years"]
    html = pages.get("/timeline").text
    rows = html[html.index('<table class="years">') :].partition("</table>")[0].count('<th scope="row">')
    assert rows == len({each["year"] for each in years})


def test_date_that_does_not_fit_is_told_in_words(pages):
    answer = pages.get("/agreements?since=soon")
    assert answer.status_code == 422
    assert "give a day, a month or a year" in answer.text
    assert "pattern" not in answer.text.partition("<main")[2]
    other = pages.get("/agreements?since=soon", headers={"accept-language": "ru"}).text
    assert "В адресе или в форме что-то указано не так:" in other


@pytest.mark.parametrize("code", ["ru", "kk"])
def test_reasons_of_doubts_are_told_in_the_language_of_the_reader(app, code):
    language = app.state.site.languages[code]
    words = [*_PARTY_WORDS.values(), *_KIND_WORDS.values(), *_TIME_WORDS.values(), "same day, other parties"]
    for reason in words:
        assert re.search("[а-яё]", alike_reason(language, reason)), reason
        assert re.search("[a-z]", alike_reason(language, reason)) is None, reason
