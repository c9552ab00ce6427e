"""What is carried away from the pages: references, the reader's own list, and what is chosen side by side."""

import csv
import io
import re
from collections.abc import Sequence
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlencode

import docx
import openpyxl
import pytest
from fastapi.testclient import TestClient

from service.api.formats import page_address
from tests.service.markup import BROWSER, text_of
from tests.service.places import QUESTION

Item = dict[str, Any]


def addressed(path: str, ids: Sequence[str]) -> str:
    return f"{path}?{urlencode([('id', each) for each in ids])}"


@pytest.fixture(scope="module")
def equality(client: TestClient) -> list[Item]:
    """The initiatives of Dalarna and of Värmland for equality between women and men."""
    asked = {"theme": "jamstalldhet", "region": ["Dalarna", "Värmland"]}
    items: list[Item] = client.get("/v1/initiatives", params=asked).json()["items"]
    return items


@pytest.fixture(scope="module")
def prose(client: TestClient) -> Item:
    """A passage that belongs to no initiative."""
    asked = {"q": "kommersiell service i glesbygd", "document": "orebro-2023", "unit": "passage"}
    hits = client.get("/v1/search", params=asked).json()["hits"]
    return next(hit for hit in hits if hit["initiative"] is None)


def test_each_quote_and_hit_has_its_reference(client: TestClient) -> None:
    page = client.get("/", params={"q": QUESTION}).text
    references = [unescape(each) for each in re.findall(r'data-reference="([^"]+)"', page)]
    cited = [each for region in client.get("/v1/answer", params={"q": QUESTION}).json()["regions"]
             for each in region["evidence"]]  # fmt: skip
    hits = client.get("/v1/search", params={"q": QUESTION, "limit": 10}).json()["hits"]
    assert len(references) >= len(cited) + len(hits)
    titles = {each["id"]: (each["issuer"], each["title"]) for each in client.get("/v1/documents").json()["items"]}
    for each in cited:
        issuer, title = titles[each["document"]]
        assert any(told.startswith(f"{issuer}, {title}, 20") for told in references)
    assert all(re.search(r", 20\d\d(–20\d\d)?, (s\.\s\d+|sida \d+ i filen)\.$", told) for told in references)


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("/?q=el&region=Dalarna&region=Dalarna", "/?q=el&region=Dalarna"),
        ("/jamfor?region=Dalarna&region=Sk%C3%A5ne&q=&theme=", "/jamfor?region=Dalarna&region=Sk%C3%A5ne"),
        ("/min-lista?id=a&id=", "/min-lista?id=a"),
    ],
)
def test_addresses_say_nothing_twice_and_nothing_empty(client: TestClient, sent: str, shown: str) -> None:
    reply = client.get(sent, follow_redirects=False)
    assert (reply.status_code, reply.headers["location"]) == (303, shown)


def test_a_list_holds_what_its_address_names(client: TestClient, equality: list[Item], prose: Item) -> None:
    ids = [equality[1]["id"], equality[0]["id"]]
    page = client.get(addressed("/min-lista", [*ids, prose["passage"]["id"], "borta-1", ids[0]])).text
    assert re.findall(r'<h2 class="h3"><a href="/insatser/([^"]+)"', page) == ids
    assert "Listan har 3\N{NO-BREAK SPACE}rader" in unescape(page)
    assert "1 sparad rad finns inte längre i samlingen" in text_of(page)
    assert prose["passage"]["section"] in text_of(page)
    references = [unescape(each) for each in re.findall(r'data-reference="([^"]+)"', page)]
    assert references[0] == "\n".join(references[1:])
    assert [each.partition("”, i: ")[0] for each in references[1:3]] == [f"”{equality[n]['name']}" for n in (1, 0)]
    assert references[3].startswith("Region Örebro län, ")
    left = re.findall(rf'data-forget="{ids[0]}" href="([^"]+)"', page)
    assert [unescape(each) for each in left] == [addressed("/min-lista", [ids[1], prose["passage"]["id"], "borta-1"])]


def test_a_list_is_taken_home_as_word_excel_and_csv(client: TestClient, equality: list[Item], prose: Item) -> None:
    ids = [equality[1]["id"], equality[0]["id"], prose["passage"]["id"]]
    page = client.get(addressed("/min-lista", ids)).text
    links = {kind: unescape(link) for link, kind in re.findall(r'href="(/min-lista\.(\w+)\?[^"]+)"', page)}
    [*rows] = csv.DictReader(io.StringIO(client.get(links["csv"]).content.decode("utf-8-sig")), delimiter=";")
    assert [row["Insatsens id"] or row["Passagens id"] for row in rows] == ids
    assert rows[2]["Text"] == prose["passage"]["text"]
    sheet, origin = openpyxl.load_workbook(io.BytesIO(client.get(links["xlsx"]).content)).worksheets
    header, *cells = sheet.iter_rows(values_only=True)
    assert [row[header.index("Insats")] for row in cells] == [equality[1]["name"], equality[0]["name"], None]
    assert dict(origin.iter_rows(values_only=True))["Antal insatser"] == "2"
    memo = [each.text for each in docx.Document(io.BytesIO(client.get(links["docx"]).content)).paragraphs]
    assert memo[0] == "Min lista"
    assert "Enskilda avsnitt" in memo
    assert any(prose["passage"]["text"] in each for each in memo)


def test_a_list_taken_home_names_the_pages_that_are_printed_and_all_it_was_narrowed_to(client: TestClient) -> None:
    asked = {"theme": "integration", "document": "villkorsrapporter-2023", "status": "reported", "year": "2023"}
    page = client.get("/insatser", params=asked).text
    told = {int(printed) for printed in re.findall(r", s\.\s(\d+)\"", page)}
    sheet, origin = openpyxl.load_workbook(io.BytesIO(client.get("/insatser.xlsx", params=asked).content)).worksheets
    header, *cells = sheet.iter_rows(values_only=True)
    assert told
    assert told <= {int(row[header.index("Tryckt sida")]) for row in cells}
    facts = dict(origin.iter_rows(values_only=True))
    assert (facts["Tema"], facts["Status"], facts["År"]) == ("Integration", "redovisad", "2023")
    assert facts["Dokument"] == "Regionernas återrapportering av villkorsbeslut 2023: sammanställning"
    assert facts["Adress"] == f"http://testserver/insatser?{urlencode(asked)}"


@pytest.mark.parametrize(
    ("file", "page"),
    [
        ("/v1/answer.docx?q=el&separator=semicolon&region=Dalarna", "/?q=el&region=Dalarna"),
        ("/v1/search.xlsx?q=el&limit=100&offset=10", "/?q=el"),
        ("/v1/initiatives/x-1/similar.csv?limit=5", "/insatser/x-1"),
        ("/jamfor.docx?id=a&id=b", "/jamfor?id=a&id=b"),
        ("/min-lista.csv", "/min-lista"),
        ("/v1/search.csv?q=el&mode=dense", "/v1/search.csv?q=el&mode=dense"),
    ],
)
def test_a_file_names_the_page_that_shows_what_it_holds(file: str, page: str) -> None:
    path, _, asked = file.partition("?")
    assert page_address(path, parse_qsl(asked)) == page


def test_an_empty_list_says_how_to_fill_it_and_a_long_one_is_refused(client: TestClient) -> None:
    assert "Listan är tom." in text_of(client.get("/min-lista").text)
    reply = client.get(addressed("/min-lista", [f"x-{n}" for n in range(101)]), headers=BROWSER)
    assert reply.status_code == 422
    assert "Det ska vara högst 100." in text_of(reply.text)


def test_initiatives_stand_side_by_side(client: TestClient, equality: list[Item]) -> None:
    chosen = equality[:3]
    ids = [each["id"] for each in chosen]
    page = client.get(addressed("/jamfor", ids)).text
    assert re.findall(r'<th scope="col">[^<]+<span><a href="/insatser/([^"]+)"', page) == ids
    rows = {
        text_of(head): text_of(row) for head, row in re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', page, re.S)
    }
    assert rows["Tema"] == "Jämställdhet Jämställdhet Jämställdhet"
    for label, part in (("Prestationer", "outputs"), ("Effekter", "effects"), ("Mål", "goals")):
        for each in chosen:
            assert " ".join(each[part].split())[:300] in rows[label]
    fewer = [unescape(each) for each in re.findall(r'class="less" href="([^"]+)"', page)]
    assert fewer[1] == addressed("/jamfor", [ids[0], ids[2]])
    assert 'class="less"' not in client.get(fewer[1]).text


def test_regions_stand_side_by_side_by_theme_and_go_home_as_word(client: TestClient, equality: list[Item]) -> None:
    asked = {"region": ["Värmland", "Dalarna"], "theme": "jamstalldhet"}
    page = client.get("/jamfor", params=asked).text
    columns = [[each["id"] for each in equality if each["region"] == name] for name in asked["region"]]
    cells = re.findall(r"<td[^>]*>(.*?)</td>", page.split("<tbody>")[1], re.S)
    assert [re.findall(r'href="/insatser/([^"]+)"', cell) for cell in cells] == columns
    [word] = re.findall(r'href="(/jamfor\.docx\?[^"]+)"', page)
    document = docx.Document(io.BytesIO(client.get(unescape(word)).content))
    told = [(each.style.name, each.text) for each in document.paragraphs]
    assert told[0] == ("Title", "Värmland och Dalarna sida vid sida")
    assert ("Normal", "Tema: Jämställdhet") in told
    assert [text for style, text in told if style == "Heading 1"] == ["Sida vid sida", *asked["region"]]


def test_regions_side_by_side_lead_to_the_whole_list_of_a_cell(client: TestClient) -> None:
    page = client.get("/jamfor", params={"region": ["Dalarna", "Skåne", "Uppsala"]}).text
    links = re.findall(r'<a href="(/insatser\?[^"]+)">Alla (\d+)</a>', page)
    assert links
    for link, count in links[:3]:
        assert f"av {count} insatser" in text_of(client.get(unescape(link)).text)
    assert "Östra Mellansverige gemensamt" in text_of(page)


@pytest.mark.parametrize(
    ("path", "status", "named"),
    [
        ("/jamfor?id=okand-1", 422, "Antalet valda insatser är 1; välj två till fyra."),
        ("/jamfor?id=okand-1&id=okand-2", 404, "”okand-1”"),
        ("/jamfor?region=Dalarna&region=Region+Dalarna", 422, "Antalet valda regioner är 1; välj två till fyra."),
        ("/jamfor?region=Dalarna&region=Atlantis", 422, "Atlantis"),
        ("/jamfor?region=Dalarna&region=Sm%C3%A5land", 422, "Småland är en grupp av regioner"),
        ("/jamfor?region=Dalarna&region=Sk%C3%A5ne&q=?!", 422, "minst en bokstav"),
        ("/jamfor.docx?region=Dalarna", 422, "Antalet valda regioner är 1"),
    ],
)
def test_what_cannot_be_compared_is_told(client: TestClient, path: str, status: int, named: str) -> None:
    reply = client.get(path, headers=BROWSER)
    assert reply.status_code == status
    assert named in text_of(reply.text)


def test_the_way_to_compare_is_told_and_regions_are_chosen_there(client: TestClient) -> None:
    page = client.get("/jamfor").text
    assert "Välj två till fyra insatser" in text_of(page)
    boxes = re.findall(r'type="checkbox" name="region" value="([^"]+)"( checked)?', page)
    assert len(boxes) == 21
    assert not any(checked for _, checked in boxes)


def test_one_region_is_a_choice_begun_on_its_own_page(client: TestClient) -> None:
    [link] = re.findall(
        r'href="(/jamfor[^"]+)">Jämför Dalarna med andra regioner', client.get("/regioner/dalarna").text
    )
    begun = client.get(link)
    assert begun.status_code == 200
    assert "Det gick inte" not in text_of(begun.text)
    assert re.findall(r'name="region" value="([^"]+)" checked', begun.text) == ["Dalarna"]
    assert client.get("/jamfor?region=Atlantis", headers=BROWSER).status_code == 422


def test_the_matrix_goes_home_as_excel_whose_counts_lead_to_their_lists(client: TestClient) -> None:
    page = client.get("/matris", params={"q": "elkapacitet"}).text
    assert "/matris.docx" not in page
    [address] = re.findall(r'href="(/matris\.xlsx\?[^"]+)"', page)
    sheet, told = openpyxl.load_workbook(io.BytesIO(client.get(unescape(address)).content)).worksheets
    shown = [int(count) for count in re.findall(r'<td class="level-[1-5]"><a [^>]*>(\d+)</a>', page)]
    linked = [cell for row in sheet for cell in row if cell.hyperlink]
    assert [cell.value for cell in linked] == shown
    found = client.get(linked[0].hyperlink.target).text
    assert f" av {shown[0]} insats" in text_of(found)
    assert sheet.cell(sheet.max_row, sheet.max_column).value == sum(shown)
    facts = dict(told.iter_rows(values_only=True))
    assert (facts["Handlar om"], facts["Antal insatser"]) == ("elkapacitet", str(sum(shown)))
    rows = client.get("/matris.csv").content.decode("utf-8-sig").splitlines()
    assert len(rows) == 23
    assert rows[-1].startswith("Alla regioner,")


def test_one_initiative_goes_home_as_word(client: TestClient, equality: list[Item]) -> None:
    page = client.get(f"/insatser/{equality[0]['id']}").text
    [address] = re.findall(r'href="(/min-lista\.docx\?[^"]+)"', page)
    document = docx.Document(io.BytesIO(client.get(unescape(address)).content))
    assert any(each.text.startswith(equality[0]["name"]) for each in document.paragraphs)
