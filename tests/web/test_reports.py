"""Reports of agreements, organisations and countries, taken along from their pages."""

import pytest

from kelisim.register import list_entities, list_records


@pytest.fixture(scope="module")
def addresses(app):
    with app.state.site.store.reading() as connection:
        agreement = list_records(connection, "agreement").records[0].id
        organisation = next(
            each.id for each in list_entities(connection, "organisation").entities if "Leeds" in each.name
        )
    return (f"/agreements/{agreement}", f"/organisations/{organisation}", "/countries/KZ")


def test_pages_lead_to_their_reports_in_the_language_of_the_reader(pages, addresses):
    for address in addresses:
        html = pages.get(address).text
        assert f'href="{address}/report.pdf"' in html
        assert f'href="{address}/report.html"' in html
        made = pages.get(f"{address}/report.html", headers={"accept-language": "ru"})
        assert made.headers["content-type"].startswith("text/html")
        assert '<html lang="ru"' in made.text
        assert "script-src" not in made.headers["content-security-policy"]
        assert "style-src 'unsafe-inline'" in made.headers["content-security-policy"]
        assert "<script" not in made.text


def test_report_is_given_as_pdf_under_a_name(pages, addresses):
    made = pages.get(f"{addresses[0]}/report.pdf")
    assert made.content.startswith(b"%PDF")
    assert made.headers["content-type"] == "application/pdf"
    name = addresses[0].rpartition("/")[2].replace(":", "-")
    assert made.headers["content-disposition"] == f'inline; filename="kelisim-{name}.pdf"'


def test_report_of_nothing_is_a_clear_page(pages, addresses):
    organisation = addresses[1].rpartition("/")[2]
    for path in (
        "/agreements/a:nothing/report.pdf",
        f"/agreements/{organisation}/report.pdf",
        "/countries/XX/report.pdf",
        "/countries/KZ/report.doc",
    ):
        assert pages.get(path).status_code == 404
    assert pages.get("/countries/K%22Z/report.pdf").status_code == 422
