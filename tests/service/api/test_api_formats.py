"""Replies as CSV and Excel."""

import csv
import io
import time
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from fastapi import Request
from fastapi.testclient import TestClient

from service.api.formats import Format, table, wanted
from service.errors import NotAcceptableError
from service.exports.sheet import Row
from tests.service.made_app import make_app
from tests.service.tables import read_csv, read_excel

QUESTION = "Vilka regioner arbetar med validering?"


def request(accept: str | None, path: str = "/v1/search") -> Request:
    headers = [(b"accept", accept.encode())] if accept is not None else []
    return Request({"type": "http", "path": path, "headers": headers, "server": ("x", 80), "scheme": "http"})


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (None, Format.JSON),
        ("", Format.JSON),
        ("*/*", Format.JSON),
        ("text/csv", Format.CSV),
        ("TEXT/CSV", Format.CSV),
        ("text/*", Format.CSV),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", Format.JSON),
        ("application/json;q=0.5, text/csv", Format.CSV),
        ("text/csv, */*", Format.CSV),
        ("text/csv;q=0, text/*", None),
        ("application/json;q=0, */*", Format.CSV),
        ("application/json;q=mycket", None),
        # What Java sends where nothing else is said.
        ("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", Format.JSON),
        ("application/json;q=.2, text/csv;q=.3", Format.CSV),
        ("application/json;q=., text/csv;q=0.", None),
        ("application/pdf", None),
    ],
)
def test_the_accept_header_ranks_as_rfc_9110_says(accept: str | None, media_type: Format | None) -> None:
    if media_type is None:
        with pytest.raises(NotAcceptableError, match="väntade ett av: application/json"):
            wanted(request(accept))
    else:
        assert wanted(request(accept)) == media_type


def test_the_suffix_decides_before_the_header() -> None:
    assert wanted(request("application/json", "/v1/search.xlsx")) == Format.EXCEL


@pytest.mark.parametrize("path", ["/v1/search", "/v1/answer"])
def test_csv_by_suffix_and_by_header_are_the_same(client: TestClient, path: str) -> None:
    by_suffix = client.get(f"{path}.csv", params={"q": QUESTION})
    by_header = client.get(path, params={"q": QUESTION}, headers={"Accept": "text/csv"})
    assert by_suffix.headers["content-type"] == by_header.headers["content-type"] == "text/csv; charset=utf-8"
    assert by_suffix.content == by_header.content
    assert ".csv" in by_suffix.headers["content-disposition"]


def test_a_csv_file_for_swedish_excel_has_semicolons_and_decimal_commas(client: TestClient) -> None:
    asked = {"q": "laddinfrastruktur", "limit": "5"}
    plain = read_csv(client.get("/v1/search.csv", params=asked).content)
    content = client.get("/v1/search.csv", params={**asked, "separator": "semicolon"}).content.decode("utf-8-sig")
    swedish = list(csv.DictReader(io.StringIO(content), delimiter=";"))
    numbers = ("Poäng", "Säkerhet")
    assert [{**row, **{name: row[name].replace(".", ",") for name in numbers}} for row in plain] == swedish
    assert all("," in row["Poäng"] for row in swedish)
    assert client.get("/v1/search.csv", params={**asked, "separator": "tab"}).status_code == 422


def test_csv_and_excel_hold_the_hits_of_the_json_reply(client: TestClient) -> None:
    hits = client.get("/v1/search", params={"q": "laddinfrastruktur"}).json()["hits"]
    rows = read_csv(client.get("/v1/search.csv", params={"q": "laddinfrastruktur"}).content)
    header, *cells = read_excel(client.get("/v1/search.xlsx", params={"q": "laddinfrastruktur"}).content)
    assert [row["Passagens id"] for row in rows] == [hit["passage"]["id"] for hit in hits]
    assert [row["Text"].lstrip("'") for row in rows] == [hit["passage"]["text"].lstrip("'") for hit in hits]
    assert [row[header.index("Text")] for row in cells] == [hit["passage"]["text"] for hit in hits]
    assert [row[header.index("Sida i filen")] for row in cells] == [hit["passage"]["page"] for hit in hits]


def test_documents_of_several_years_have_them_all_in_a_table(client: TestClient) -> None:
    asked = {"q": "elnät", "document": "oms-nrpp-2028"}
    rows = read_csv(client.get("/v1/search.csv", params=asked).content)
    assert {row["År"] for row in rows} == {"2028–2034"}
    assert {row["Utgivare"] for row in rows} == {"De fem regionerna i Östra Mellansverige"}


def test_a_theme_stands_by_its_name_in_every_table(client: TestClient) -> None:
    labels = {theme["id"]: theme["label"] for theme in client.get("/v1/themes").json()["items"]}
    hits = client.get("/v1/search", params={"q": "laddinfrastruktur"}).json()["hits"]
    rows = read_csv(client.get("/v1/search.csv", params={"q": "laddinfrastruktur"}).content)
    assert [row["Tema"] for row in rows] == [labels.get(hit["passage"]["theme"], "") for hit in hits]


def test_similar_as_a_table(client: TestClient) -> None:
    source = client.get("/v1/initiatives", params={"limit": 1}).json()["items"][0]["id"]
    hits = client.get(f"/v1/initiatives/{source}/similar").json()["hits"]
    for suffix in ("csv", "xlsx"):
        content = client.get(f"/v1/initiatives/{source}/similar.{suffix}").content
        rows = read_csv(content) if suffix == "csv" else read_excel(content)[1:]
        assert len(rows) == len(hits)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+46", "'+46"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1", "'＝1"),
        (" =1", " '=1"),
        ("\t=1", "\t'=1"),
        ("\r=1", "\r'=1"),
        ("\n=1", "\n'=1"),
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        # Where the file is opened with another sign between cells than it was written with.
        ("El;=1+1", "El;'=1+1"),
        ("El, -1", "El, '-1"),
        ('El;"=1"', 'El;"\'=1"'),
        ("El\n-1;;+1,=1", "El\n'-1;;'+1,'=1"),
        # What begins no cell is left as it is.
        ("ladd- och drivmedel; 1-2, 3=3", "ladd- och drivmedel; 1-2, 3=3"),
    ],
)
def test_a_text_is_never_a_formula(text: str, written: str) -> None:
    rows: list[Row] = [{"Text": text, "Antal": -3}]
    [row] = read_csv(bytes(table(rows, ("Text", "Antal"), Format.CSV, "x").body))
    assert row == {"Text": written, "Antal": "-3"}
    content = bytes(table(rows, ("Text", "Antal"), Format.EXCEL, "x").body)
    assert "<f>" not in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    cell = openpyxl.load_workbook(io.BytesIO(content)).active["A2"]
    assert cell.data_type == "s"
    assert cell.value.strip() == text.strip()


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".docx"])
def test_the_same_asked_again_later_is_the_same_file(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = TestClient(make_app())
    initiative = made.get("/v1/initiatives").json()["items"][0]["id"]
    path = f"/v1/initiatives/{initiative}/similar{suffix}"
    first, now = made.get(path), time.time()
    monkeypatch.setattr(time, "time", lambda: now + 10)
    later = made.get(path)
    assert (later.content, later.headers["etag"]) == (first.content, first.headers["etag"])
    assert made.get(path, headers={"If-None-Match": first.headers["etag"]}).status_code == 304


def test_an_excel_file_tells_who_made_it_and_the_day() -> None:
    properties = openpyxl.load_workbook(io.BytesIO(bytes(table([], ("Text",), Format.EXCEL, "x").body))).properties
    assert properties.creator == "Insatskartan"
    assert properties.created == properties.modified == datetime.combine(date.today(), datetime.min.time())


def test_characters_that_excel_cannot_hold_are_left_out() -> None:
    content = bytes(table([{"Text": "a\x00b\x0b\ufffe\uffffc🚲"}], ("Text",), Format.EXCEL, "x").body)
    assert read_excel(content) == [("Text",), ("abc🚲",)]


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "docx"])
@pytest.mark.parametrize("path", ["/v1/search", "/v1/answer"])
def test_a_question_with_what_no_file_can_hold_is_carried_home_without_it(
    client: TestClient, path: str, suffix: str
) -> None:
    reply = client.get(f"{path}.{suffix}", params={"q": "validering \x00\x0b\ufffe\uffff"})
    assert reply.status_code == 200


def test_excel_can_be_read_as_it_is(client: TestClient) -> None:
    asked = {"q": QUESTION, "theme": "kompetensforsorjning"}
    reply = client.get("/v1/answer", params=asked).json()
    book = openpyxl.load_workbook(io.BytesIO(client.get("/v1/answer.xlsx", params=asked).content))
    sheet, told = book.worksheets
    header = [cell.value for cell in sheet[1]]
    assert all(cell.font.bold for cell in sheet[1])
    assert sheet.freeze_panes == "A2"
    quote, page, name = (sheet.cell(2, header.index(column) + 1) for column in ("Citat", "Sida i filen", "Insats"))
    assert sheet.column_dimensions[quote.column_letter].width == 80
    assert quote.alignment.wrap_text
    best = reply["regions"][0]["evidence"][0]
    place = f"http://testserver/dokument/{best['document']}/sidor/{best['page']}?passage={best['passage_id']}#passage"
    assert page.hyperlink.target == place
    assert name.hyperlink.target == f"http://testserver/insatser/{best['initiative_id']}"
    facts = dict(told.iter_rows(values_only=True))
    assert told.title == "Om filen"
    label = "Kompetensförsörjning och kompetensutveckling i hela landet"
    assert (facts["Fråga"], facts["Tema"], facts["Svar"]) == (QUESTION, label, reply["text"])
    assert (facts["Samlingens version"], facts["Hämtat"]) == (reply["index_version"], date.today().isoformat())
    assert "Region" not in facts


def test_the_links_of_hits_lead_somewhere(client: TestClient) -> None:
    content = client.get("/v1/search.xlsx", params={"q": "laddinfrastruktur", "limit": 5}).content
    sheet, told = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    links = [cell.hyperlink.target for row in sheet for cell in row if cell.hyperlink]
    assert len(links) >= 5
    assert {client.get(link).status_code for link in links} == {200}
    total = client.get("/v1/search", params={"q": "laddinfrastruktur"}).json()["total"]
    assert dict(told.iter_rows(values_only=True))["Träffar"] == f"1–5 av {total}"


def test_initiatives_that_are_searched_come_as_search_finds_them(client: TestClient) -> None:
    found = client.get("/v1/search", params={"q": "validering", "limit": 100}).json()
    listed = client.get("/v1/initiatives", params={"q": "validering", "limit": 100}).json()
    of_search = [hit["initiative"]["id"] for hit in found["hits"] if hit["initiative"]]
    assert [each["id"] for each in listed["items"]][: len(of_search)] == of_search
    assert listed["total"] <= found["total"]


def test_an_excel_file_is_printed_on_the_long_side_with_its_head_and_leads_back(client: TestClient) -> None:
    book = openpyxl.load_workbook(io.BytesIO(client.get("/v1/answer.xlsx", params={"q": QUESTION}).content))
    sheet, origin = book.worksheets
    setup = sheet.page_setup
    assert (setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight) == ("landscape", 9, 1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$1"
    shares = next(column for column in sheet.columns if column[0].value == "Säkerhet")
    assert {cell.number_format for cell in shares[1:]} == {"0 %"}
    facts = {label.value: value for label, value in origin.iter_rows()}
    assert facts["Adress"].hyperlink.target == facts["Adress"].value
