"""The application as a whole: headers, errors, languages, keeping."""


def test_overview_answers_with_a_page_and_its_twin(pages):
    assert pages.get("/").headers["content-type"] == "text/html; charset=utf-8"
    assert pages.get("/overview.json").json()["stats"]["documents"] == 14
