"""Reports as people get them: what they say, hostile text that stays text, what is missing and told."""

import re
import xml.etree.ElementTree as ET
from base64 import b64decode
from dataclasses import replace
from datetime import date

import lxml.html
import pypdfium2
import pytest

from kelisim.measure import open_tables
from kelisim.publish.reports import (
    LANGUAGES,
    agreement_report,
    country_report,
    partner_report,
    to_html,
    to_pdf,
    year_report,
)
from kelisim.publish.reports.document import Cards, Drawing, Notice, Sources
from kelisim.register import InvalidError, UnknownIdError, list_records

TODAY = date(2026, 11, 22)


def text_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def blocks(report, kind):
    return [block for section in report.sections for block in section.blocks if isinstance(block, kind)]


@pytest.fixture(scope="module")
def hostile(written, works_folder):
    """The report on the agreement of the hostile document, with works."""
    with written.reading() as connection:
        records = list_records(connection, "agreement").records
        (id,) = [record.id for record in records if "Steppe" in record.title]
        yield agreement_report(connection, id, today=TODAY, tables=open_tables(works_folder))


def test_hostile_text_is_shown_as_text_in_html(hostile):
    html = to_html(hostile)
    tree = lxml.html.fromstring(html)
    assert tree.xpath("//script") == []
    assert tree.xpath("//@*[starts-with(name(), 'on')]") == []
    assert tree.xpath("//svg") == []  # drawings are images: nothing in them can run
    assert all(address.startswith(("https://", "http://", "#")) for address in tree.xpath("//a/@href"))
    assert all(source.startswith("data:image/svg+xml;base64,") for source in tree.xpath("//img/@src"))
    said = " ".join(tree.text_content().split())
    assert '<script>alert("title")</script> #read("/etc/passwd")' in said
    assert "javascript:" not in " ".join(tree.xpath("//@href"))


def test_hostile_text_is_shown_as_text_in_pdf(hostile):
    said = " ".join(text_of(to_pdf(hostile)).split())
    assert '#read("/etc/passwd")' in said
    assert '#panic("no")' in said
    assert "root:" not in said
    assert "$x$" in said  # not set as mathematics
    assert "*bold*" in said or "#import" in said


def test_drawings_hold_neither_script_nor_markup_of_others(hostile):
    drawn = blocks(hostile, Drawing)
    assert len(drawn) >= 2
    for one in drawn:
        tree = ET.fromstring(one.svg)
        names = {element.tag.rsplit("}", 1)[-1] for element in tree.iter()}
        assert names.isdisjoint({"script", "foreignObject", "image", "a", "style"})
        assert not any(name.startswith("on") for element in tree.iter() for name in element.attrib)
        assert one.description != ""


def test_the_html_needs_nothing_else_and_allows_nothing_else(hostile):
    tree = lxml.html.fromstring(to_html(hostile))
    assert tree.xpath("//link | //iframe | //object | //embed") == []
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'")
    assert tree.get("lang") == "en"
    assert len(tree.xpath("//h1")) == 1
    for image in tree.xpath("//img"):
        assert image.get("alt")
        assert b64decode(image.get("src").split(",", 1)[1]).startswith(b"<svg")


def test_evidence_quotes_and_rules_of_counting_are_in_it(hostile):
    said = " ".join(text_of(to_pdf(hostile)).split())
    assert "signed a memorandum on 9 March 2021" in said  # the quote
    assert "Evidence found" in said
    assert "full counting" in said
    assert "more than 100 authors or 30 countries" in said
    assert re.search(r"\d+ joint works appeared after the agreement, \d+ in the years before", said)
    (card,) = [c for block in blocks(hostile, Cards) for c in block.cards if "joint research" in c.text]
    assert card.tone == "good"


def test_the_same_report_gives_the_same_bytes(hostile):
    assert to_pdf(hostile) == to_pdf(hostile)
    assert to_html(hostile) == to_html(hostile)


def test_without_works_it_says_what_is_missing_and_how_to_add_it(written):
    with written.reading() as connection:
        id = list_records(connection, "agreement").records[0].id
        report = agreement_report(connection, id, today=TODAY)
    (notice,) = blocks(report, Notice)
    assert notice.commands == ("kelisim works add PATH",)
    assert "kelisim works add PATH" in text_of(to_pdf(report))


def test_organisations_without_identifier_are_named_with_the_remedy(written, works_folder):
    with written.reading() as connection:
        records = list_records(connection, "agreement").records
        (id,) = [record.id for record in records if "Steppe" not in record.title]
        report = agreement_report(connection, id, today=TODAY, tables=open_tables(works_folder))
    notices = blocks(report, Notice)
    assert any(command.startswith("kelisim correct o:") for one in notices for command in one.commands)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sort_of_report_is_made_in_every_language(written, works_folder, language):
    tables = open_tables(works_folder)
    given = {"today": TODAY, "tables": tables, "language": language}
    with written.reading() as connection:
        id = list_records(connection, "agreement").records[0].id
        reports = [
            agreement_report(connection, id, **given),
            partner_report(connection, "University of Northern Scotland", **given),
            country_report(connection, "KZ", **given),
            year_report(connection, "2021", **given),
        ]
    for report in reports:
        assert report.language == language
        assert len(blocks(report, Sources)) == 1
        said = text_of(to_pdf(report))
        assert len(said) > 500
        assert "\ufffd" not in said
        assert lxml.html.fromstring(to_html(report)).get("lang") == language


def test_kazakh_letters_stand_in_the_pdf(written):
    with written.reading() as connection:
        report = country_report(connection, "KZ", today=TODAY, language="kk")
    said = text_of(to_pdf(report))
    assert set("әғқңөұүі") <= set(said.lower())
    assert "Қазақстан" in said
    assert "Дала үні" in said


def test_the_pdf_is_made_for_those_who_hear_it(hostile):
    pdf = to_pdf(hostile)
    assert b"pdfuaid" in pdf  # it says that it is PDF/UA
    assert b"/Lang" in pdf


def test_letters_that_no_typeface_has_do_not_keep_a_report_from_being_made(hostile):
    strange = replace(hostile, title="中国科学院 \ue000 \u202e \U0001f600", subtitle="\x07")
    assert to_pdf(strange).startswith(b"%PDF")
    assert "中国科学院" in to_html(strange)


def test_what_is_asked_for_wrongly_is_told(written):
    with written.reading() as connection:
        for make, which, error in (
            (agreement_report, "a:0000", UnknownIdError),
            (partner_report, "Nobody University", UnknownIdError),
            (country_report, "XX", UnknownIdError),
            (country_report, "ZZ", UnknownIdError),
            (country_report, "Kazakhstan", UnknownIdError),
            (year_report, "21", InvalidError),
        ):
            with pytest.raises(error):
                make(connection, which, today=TODAY)
