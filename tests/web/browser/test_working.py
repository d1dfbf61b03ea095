"""Working in a browser: from a document to what is shared of it; as a team; by the keys; no JavaScript."""

import csv
import re
from datetime import date

import pytest

from kelisim.register import find_workspace, open_store
from kelisim.web import create_app
from kelisim.web.accounts import writing
from kelisim.web.accounts.people import add_account
from tests.web.browser.conftest import served
from tests.web.forms import PASSWORD

pytestmark = pytest.mark.xdist_group("browser")
expect = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed").expect

TITLE = "Granada and Almaty will read the night sky together"
TEXT = (
    "On 5 May 2026 the University of Granada and Satbayev University signed a memorandum of understanding in "
    "Almaty. The parties will build a joint observatory by 2028."
)


@pytest.fixture(scope="module")
def workspace(examples_register, tmp_path_factory):
    """A register that the tests of this module add to; its settings ask to see most readings."""
    folder = tmp_path_factory.mktemp("browser") / "register"
    folder.parent.joinpath("register").mkdir()
    for path in examples_register.rglob("*"):
        to = folder / path.relative_to(examples_register)
        if path.is_dir():
            to.mkdir(exist_ok=True)
        else:
            to.write_bytes(path.read_bytes())
    settings = folder / "kelisim.toml"
    settings.write_text(settings.read_text("utf-8").replace("below = 0.7", "below = 0.96"), "utf-8")
    return find_workspace(folder)


@pytest.fixture(scope="module")
def working(workspace):
    """The address of pages that may be written to."""
    app = create_app(workspace, today=lambda: date(2026, 6, 1))
    with served(app) as address:
        yield address


def test_document_is_added_reviewed_found_on_the_map_and_taken_along(visitor, working):
    page = visitor(at=working)
    page.goto("/add")
    page.get_by_label("Text", exact=True).fill(TEXT)
    page.get_by_label("Title", exact=True).fill(TITLE)
    page.get_by_label("Date published").fill("2026-05-06")
    page.get_by_role("button", name="Add the text").click()
    page.get_by_role("heading", name="What came out").wait_for(timeout=60_000)
    assert "1 document added" in page.locator("main").inner_text()

    page.locator("main").get_by_role("link", name=re.compile("^Review")).click()
    expect(page.locator("blockquote mark").first).to_be_attached()
    asked = page.locator(".side h3 a").first.inner_text()
    page.wait_for_load_state()  # keys do what the script says, and not before it is there
    page.keyboard.press("a")
    done = page.get_by_role("status")
    assert f"accepted: {asked}" in done.inner_text()
    assert re.search(r"\d+ % sure", done.inner_text())
    page.wait_for_load_state()
    page.keyboard.press("u")
    page.get_by_text("undone: ").wait_for()

    page.goto("/agreements?party=Granada")
    page.locator("tbody th a").first.click()
    assert page.locator("h1").inner_text().startswith("Memorandum: ")
    assert "5 May 2026" in page.locator(".lead").inner_text()
    assert "joint observatory" in page.get_by_role("table", name="What was promised").inner_text()
    assert "University of Granada" in page.locator("aside blockquote").first.inner_text()

    page.goto("/map")
    ties = page.locator("section", has_text="Ties").locator("tbody tr", has_text="Granada")
    ties.get_by_role("link").first.click()
    expect(page.locator("blockquote", has_text="signed a memorandum")).to_have_count(1)

    page.goto("/agreements?party=Granada")
    with page.expect_download() as download:
        page.locator("main .take").get_by_role("link", name="CSV").click()
    with open(download.value.path(), encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["date"] for row in rows] == ["2026-05-05"]
    assert "Granada" in rows[0]["parties"]
    assert page.complaints == []


def test_decision_is_made_without_javascript(visitor, working):
    page = visitor(at=working, javascript=False)
    page.goto("/review?sort=reading")
    page.get_by_label("Why (kept with the decision)").fill("it stands there")
    page.get_by_role("button", name="No, reject").click()
    said = page.get_by_role("status").inner_text()
    assert re.match(r"rejected: [a-z]+\.", said), said  # what is rejected has no page any more, but a word
    page.get_by_role("link", name="What was decided").click()
    row = page.locator("tbody tr", has_text="it stands there")
    expect(row).to_have_count(1)
    row.get_by_role("button", name=re.compile("Undo")).click()
    page.locator("tbody tr", has_text="it stands there").get_by_text("undone").wait_for()


def test_team_logs_in_and_each_does_what_is_theirs(visitor, workspace):
    with open_store(workspace) as store, writing(store) as connection:
        for name, role in (("ada", "administrator"), ("ron", "reader")):
            add_account(connection, name, role=role, shown=name.title(), password=PASSWORD)
    with served(create_app(workspace)) as address:
        page = visitor(at=address)
        page.goto("/agreements?status=signed")
        assert "/login" in page.url
        expect(page.locator("nav.rooms")).to_have_count(0)
        log_in(page, "ron", "not the password")
        assert page.get_by_role("alert").is_visible()
        log_in(page, "ron", PASSWORD)
        assert page.url.endswith("/agreements?status=signed")
        expect(page.locator("nav.rooms").get_by_role("link", name="Review")).to_have_count(0)
        assert page.goto("/add").status == 403
        page.goto("/account")
        page.get_by_role("button", name="Log out").click()
        assert "/login" in page.goto("/agreements").url

        log_in(page, "ada", PASSWORD)
        page.goto("/accounts")
        page.locator("form[action='/accounts/invite'] select").select_option("editor")
        page.get_by_role("button", name="Make an invitation").click()
        invitation = page.locator("code.secret").inner_text()
        guest = visitor(at=address)
        guest.goto(invitation)
        guest.get_by_label(re.compile("^Name for logging in")).fill("eva")
        guest.get_by_label(re.compile("^Password")).fill(PASSWORD)
        guest.get_by_role("button", name="Make the account").click()
        guest.wait_for_url(lambda at: "/invitation/" not in at)
        guest.goto("/review")
        expect(guest.locator("nav.rooms").get_by_role("link", name="Review")).to_have_count(1)
        expect(guest.locator("#question")).to_have_count(1)


def log_in(page, name, password):
    """Fill in the form of the login and send it."""
    page.get_by_label("Name for logging in").fill(name)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Log in").click()


def test_keys_alone_lead_from_a_name_to_the_sentence_about_it(visitor):
    page = visitor()
    page.goto("/")
    walk(page, "header input[type=search]")
    page.keyboard.type("Leeds")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=Leeds")
    walk(page, "main ol a[href^='/agreements/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/agreements/a:*")
    walk(page, "sup.src a")
    page.keyboard.press("Enter")
    expect(page.locator("blockquote:target")).to_have_count(1)
    walk(page, "blockquote footer a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/d:*#s:*")
    walk(page, "article.text a.ref")
    number = page.evaluate("document.activeElement.textContent")
    expect(page.locator(f"#statement-{number}.lit")).to_have_count(1)
    page.keyboard.press("Enter")
    assert page.locator("ol.statements li:target").get_attribute("data-n") == number
    walk(page, "ol.statements li:target a[href^='#s:']")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash").startswith("#s:")
    assert page.complaints == []


def walk(page, wanted):
    """Press Tab until something that fits a selector has the focus, and can be seen to have it."""
    for _ in range(300):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", wanted):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
    raise AssertionError(f"Tab does not lead to {wanted}")
