"""What pages say is true of the service, plain, and the same on every page."""

import re

import pytest
from fastapi.testclient import TestClient

from corpus.themes import THEMES
from service.web.languages.words import COOKIE
from service.web.wording import coded, told_plainly
from tests.service.markup import BROWSER, text_of


def test_themes_that_were_expected_are_named_as_officers_know_them() -> None:
    told = told_plainly("okänt tema 'miljo'; väntade ett av: miljo-klimat, jamstalldhet")
    assert told == "Okänt tema ”miljo”. Det ska vara ett av: ”Miljö och klimat”, ”Jämställdhet”."


def test_what_is_expected_from_one_number_to_another_is_written_as_in_swedish() -> None:
    assert (
        told_plainly("året är '2-3'; väntade ett heltal 1900-2100")
        == "Året är ”2-3”. Det ska vara ett heltal 1900–2100."
    )


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("/?q=el&offset=x", "Platsen i listan: ”x” godtas inte. Det ska vara ett heltal."),
        ("/dokument/orebro-2023/sidor/x", "Sidans nummer: ”x” godtas inte. Det ska vara ett heltal."),
        ("/dokument/orebro-2023/sidor/1?start=-1", "Citatets början: ”-1” godtas inte. Det ska vara minst 0."),
    ],
)
def test_what_is_wrong_in_an_address_is_called_what_the_page_calls_it(
    client: TestClient, path: str, named: str
) -> None:
    reply = client.get(path, headers=BROWSER)
    assert reply.status_code == 422
    assert named in text_of(reply.text)


@pytest.mark.parametrize(
    ("language", "heading"), [("sv", "Något i adressen stämmer inte"), ("en", "Something in the address is not right")]
)
def test_an_address_that_is_refused_is_said_to_be_wrong_in_the_page_s_language(
    client: TestClient, language: str, heading: str
) -> None:
    reply = client.get("/insatser?region=Atlantis", headers={**BROWSER, "Cookie": f"{COOKIE}={language}"})
    assert (reply.status_code, f"<h1>{heading}</h1>" in reply.text) == (422, True)


def test_where_nothing_is_about_a_word_that_is_said_in_words(client: TestClient) -> None:
    asked = {"q": "pingvin"}
    document = text_of(client.get("/dokument/orebro-2023", params=asked).text)
    assert "Inget ställe i dokumentet handlar om ”pingvin”" in document
    assert "varav 0" not in document
    for path in ("/matris", "/insatser"):
        page = client.get(path, params=asked).text
        assert "Inga insatser handlar om ”pingvin”. Visa alla insatser" in text_of(page)
    # There is nothing to narrow or to sort.
    assert "Visa urvalet" not in page


@pytest.mark.parametrize("path", ["/?q=el&theme=klimatet", "/teman/klimatet"])
def test_no_page_lists_the_ids_of_the_themes(client: TestClient, path: str) -> None:
    page = text_of(client.get(path, headers=BROWSER).text.split("<main")[1])
    assert all(theme.label in page for theme in THEMES)
    assert "boende-arbete-valfard" not in page


def test_a_search_that_is_refused_for_its_limits_can_be_made_without_them(client: TestClient) -> None:
    page = client.get("/", params={"q": "el", "theme": "klimatet"}, headers=BROWSER).text
    assert '<a href="/?q=el">Sök utan avgränsningar</a>' in page
    assert "Sök utan avgränsningar" not in client.get("/", params={"q": "!"}, headers=BROWSER).text


@pytest.mark.parametrize("path", ["/regioner", "/teman/miljo-klimat"])
def test_what_a_result_is_stands_under_every_table_that_counts_them(client: TestClient, path: str) -> None:
    page = text_of(client.get(path).text)
    assert "Varav med resultat" in page
    assert "Med resultat menas att rapporten säger något under prestationer eller effekter" in page


def test_documents_that_tell_the_same_initiatives_are_said_to(client: TestClient) -> None:
    page = client.get("/dokument").text
    held = [int(count) for count in re.findall(r">(\d+)\xa0insats(?:er)?</a>", page)]
    reported, proposed = (int(count) for count in re.findall(r"(\d+) (?:redovisade|föreslagna)", text_of(page)))
    assert ("En insats som redovisas i två rapporter räknas en gång." in page) == (sum(held) > reported + proposed)


def test_what_is_said_of_questions_holds(client: TestClient) -> None:
    about = {
        language: client.get("/om", headers={**BROWSER, "Cookie": f"{COOKIE}={language}"}).text
        for language in ("sv", "en")
    }
    assert "Den sparar inga frågor" in about["sv"]
    assert "It keeps no questions" in about["en"]


def test_a_list_in_an_address_is_not_said_to_be_kept_in_the_browser(client: TestClient) -> None:
    first = client.get("/v1/initiatives", params={"limit": 1}).json()["items"][0]["id"]
    page = text_of(client.get("/min-lista", params={"id": first}).text)
    assert "Listan har 1 rad. Sidans adress rymmer hela listan" in page
    assert "bara i din webbläsare" not in page


def test_regions_are_compared_within_a_theme_from_its_page(client: TestClient) -> None:
    page = client.get("/teman/jamstalldhet").text
    [form] = re.findall(r'<form id="valda".*?</form>', page, re.DOTALL)
    assert '<input type="hidden" name="theme" value="jamstalldhet">' in form
    assert len(re.findall(r'<input type="checkbox" name="region" value="[^"]+" form="valda"', page)) == 21
    beside = client.get("/jamfor", params={"theme": "jamstalldhet", "region": ["Dalarna", "Värmland"]}).text
    assert "Dalarna och Värmland sida vid sida" in text_of(beside)


def test_hits_without_theme_or_status_are_explained_beside_the_choices(client: TestClient) -> None:
    page = text_of(client.get("/", params={"q": "elkapacitet"}).text)
    assert "Text utanför insatserna har ingen status och ofta inget tema." in page


def test_what_stands_between_backticks_is_code_and_all_is_escaped(client: TestClient) -> None:
    assert coded("när `q` är <b> anges `i&j`") == "när <code>q</code> är &lt;b&gt; anges <code>i&amp;j</code>"
    assert "`" not in text_of(client.get("/docs").text.split("<pre")[0])


def test_the_list_names_the_year_of_the_report_with_the_page(client: TestClient) -> None:
    page = client.get("/insatser", params={"document": "oms-nrpp-2028"}).text
    assert re.search(r'aria-label="Östra Mellansveriges underlag[^"]+">2028–2034, s\.\s\d+</a>', page)
