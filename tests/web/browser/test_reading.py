"""Reading in a browser: no rule of accessibility broken, keyboard alone, narrow screens, no JavaScript."""

import pytest

from kelisim.model import KINDS
from tests.web.addresses import every_page

pytestmark = pytest.mark.xdist_group("browser")
expect = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed").expect


LISTS = ("agreement", "figure")  # all kinds share one template; these two have most in it


def pages_of(server):
    """One page for each template and more where they differ: a browser takes a second for each."""
    left_out = {kind.plural for kind in KINDS.values() if kind.name not in LISTS}
    return [page for page in every_page(server[1].store, each=1) if page.split("/")[1] not in left_out]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_rule_of_accessibility_is_broken(visitor, server, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = visitor(scheme=scheme)
    broken = []
    for address in [*pages_of(server), "/nothing-here"]:
        page.goto(address)
        for violation in axe.run(page).response["violations"]:
            places = [node["html"][:150] for node in violation["nodes"][:2]]
            broken.append(f"{address}: {violation['id']}: {places}")
    assert broken == []
    assert [said for said in page.complaints if "404" not in said] == []


@pytest.mark.parametrize(("width", "language"), [(320, "ru"), (375, "kk"), (768, "en")])
def test_nothing_is_wider_than_a_narrow_screen(visitor, server, width, language):
    page = visitor(width=width)
    wide = []
    for address in pages_of(server):
        page.goto(f"{address}{'&' if '?' in address else '?'}lang={language}")
        actual = page.evaluate("document.documentElement.scrollWidth")
        if actual > width:
            wide.append((address, actual))
    assert wide == []


def test_keyboard_reaches_everything_and_shows_where_it_is(visitor, server):
    page = visitor()
    for address in ("/", "/agreements", next(a for a in pages_of(server) if a.startswith("/documents/"))):
        page.goto(address)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        reached = set()
        for _ in range(400):
            place = page.evaluate(
                """() => {
                    const node = document.activeElement, style = getComputedStyle(node);
                    const box = node.getBoundingClientRect();
                    const seen = style.outlineStyle !== "none" && box.width > 0;
                    return [[...document.querySelectorAll("*")].indexOf(node), node.tagName, seen];
                }"""
            )
            if place[1] == "BODY":
                break
            assert place[2], f"{address}: focus cannot be seen at {place}"
            reached.add(place[0])
            page.keyboard.press("Tab")
        links = page.evaluate(
            "document.querySelectorAll('a[href], button, input:not([type=hidden]), select').length"
        )
        assert len(reached) >= links, address


def test_search_leads_from_word_to_sentence_without_javascript(visitor):
    page = visitor(javascript=False)
    page.goto("/")
    page.get_by_role("searchbox").first.fill("КазНУ")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    page.get_by_label("In", exact=True).select_option("agreement")
    page.locator("main").get_by_role("button", name="Search").click()
    page.locator("main ol a").first.click()
    page.wait_for_url("**/agreements/a:*")
    source = page.locator("aside blockquote").first
    expect(source.locator("mark").first).to_be_attached()
    quoted = source.locator("mark").first.inner_text()
    source.locator("footer a").first.click()
    page.wait_for_url("**/documents/d:*#s:*")
    assert quoted in page.locator("article.text").inner_text()
    expect(page.locator("article.text mark").first).to_be_attached()


def test_language_is_switched_and_stays(visitor):
    page = visitor(locale="ru-RU")
    page.goto("/agreements")
    assert page.locator("h1").inner_text().startswith("Соглашения")
    page.get_by_role("link", name="Қазақша").click()
    assert page.locator("h1").inner_text().startswith("Келісімдер")
    page.locator("nav.rooms a").nth(1).click()
    assert page.locator("html").get_attribute("lang") == "kk"


def test_facet_narrows_the_list_and_its_chip_widens_it_again(visitor):
    page = visitor()
    page.goto("/agreements")
    rows = page.locator("tbody tr").count()
    page.locator(".facets a", has_text="planned").click()
    assert "status=planned" in page.url
    assert 0 < page.locator("tbody tr").count() < rows
    page.locator(".chosen a").click()
    expect(page.locator("tbody tr")).to_have_count(rows)


def test_mark_and_statement_light_each_other_up(visitor, server):
    page = visitor()
    page.goto(next(address for address in pages_of(server) if address.startswith("/documents/")))
    page.locator("article.text mark").first.hover()
    expect(page.locator("ol.statements li.lit").first).to_be_attached()
    page.locator("ol.statements a").first.focus()
    expect(page.locator("article.text mark.lit").first).to_be_attached()
    assert page.complaints == []


def test_page_with_all_it_loads_is_light(visitor):
    page = visitor()
    page.goto("/agreements", wait_until="networkidle")
    transferred = page.evaluate(
        "performance.getEntries().reduce((sum, each) => sum + (each.transferSize || 0), 0)"
    )
    assert 0 < transferred < 250_000
