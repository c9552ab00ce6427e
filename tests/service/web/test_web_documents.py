"""The pages of the documents: their contents, their pages by number, and how they were read."""

import re

import pytest
from fastapi.testclient import TestClient

from tests.service.markup import BROWSER, text_of


@pytest.mark.parametrize(
    ("document", "asked", "page"),
    [
        # Printed on the 61st page of the file, and on all pages beside it.
        ("villkorsrapporter-2023", "64", "61"),
        # Nothing is printed on this one, so it goes by its place.
        ("real-oms-2023", "6", "6"),
    ],
)
def test_a_page_is_found_by_the_number_that_an_officer_knows(
    client: TestClient, document: str, asked: str, page: str
) -> None:
    address = f"/dokument/{document}/sidor"
    assert f'action="{address}"' in client.get(f"{address}/2").text
    reply = client.get(address, params={"sida": asked}, follow_redirects=False)
    assert (reply.status_code, reply.headers["location"]) == (303, f"{address}/{page}")
    assert client.get(address, params={"sida": "999"}, headers=BROWSER).status_code == 404


def test_a_document_shows_its_contents_and_is_searched(client: TestClient) -> None:
    page = client.get("/dokument/orebro-2023").text
    assert "42 sidor" in text_of(page)
    assert "23 insatser i dokumentet" in text_of(page)
    asked = {"q": "validering", "document": "orebro-2023", "unit": "passage"}
    reply = client.get("/v1/search", params=asked).json()
    found = client.get("/dokument/orebro-2023", params={"q": "validering"}).text
    told = re.search(rf"{reply['total']} ställen i dokumentet, varav (\d+) handlar om ”validering”", text_of(found))
    assert told is not None
    # Passages that hold the word come first, and some hold no more than that.
    assert 0 < int(told[1]) <= sum("valider" in hit["passage"]["text"].lower() for hit in reply["hits"])
    assert re.findall(r'<h3>\s*<a href="[^"]*passage=([^"&]+)', found) == [
        hit["passage"]["id"] for hit in reply["hits"][:10]
    ]


def test_a_documents_reading_is_told_as_the_api_tells_it(client: TestClient) -> None:
    listed = text_of(client.get("/dokument").text)
    for document in client.get("/v1/documents").json()["items"]:
        reading = document["reading"]
        words, template = (f"{reading[name]:,}".replace(",", " ") for name in ("words", "template_words"))
        assert reading["faults"] == []
        assert f"hela texten läst ({words} ord)" in listed
        page = text_of(client.get(f"/dokument/{document['id']}").text)
        assert f"{document['pages']}, varav {reading['printed_pages']} med tryckt sidnummer" in page
        assert f"Ord {words} av {words} lästa, 0 blev över" in page
        assert (f"Ord i mallen {template}:" in page) == (reading["template_words"] > 0)
        rows = f"{reading['rows']}; {reading['filled']} av {reading['expected']} par av region och tema"
        assert (rows in page) == (reading["expected"] > 0)
        for remark in reading["remarks"]:
            assert remark[1:] in page


def test_headings_with_text_of_several_regions_lead_to_each(client: TestClient) -> None:
    page = client.get("/dokument/villkorsrapporter-2023").text
    contents = page.split('<ul class="contents">')[1]
    chapters = re.findall(r"<li><span><a [^>]*>([^<]+)</a>", contents)
    assert len(chapters) == len(set(chapters)) < 30
    equality = contents.split(">Jämställdhet</a>")[1].split("</details>")[0]
    assert len(set(re.findall(r"<li><a [^>]*>([^<]+)</a>", equality))) == 21


def test_contents_name_all_pages_by_one_kind_of_number(client: TestClient) -> None:
    for document in client.get("/v1/documents").json()["items"]:
        page = client.get(f"/dokument/{document['id']}").text
        contents = text_of(page.split('<ul class="contents">')[1])
        assert not (re.search(r"\bs\.\s\d", contents) and "i filen" in contents), document["id"]


def test_a_page_is_headed_by_its_report_and_its_number(client: TestClient) -> None:
    page = client.get("/dokument/villkorsrapporter-2023/sidor/139").text
    [heading] = re.findall(r"<h1>(.*?)</h1>", page, re.DOTALL)
    title = "Regionernas återrapportering av villkorsbeslut 2023: sammanställning"
    assert text_of(heading).replace("\xa0", " ") == f"{title} , s. 142"
    assert "sida 139 av 305 i filen" in text_of(page)
    assert '<a href="/dokument">Dokument</a>' in page.split('class="crumbs"')[1].split("</nav>")[0]
