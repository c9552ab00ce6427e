"""What the page shows of every kind of answer, held against the API's answer and the lists it leads to."""

import io
import re
from html import unescape

import docx
import pytest
from fastapi.testclient import TestClient

from tests.service.markup import BROWSER, text_of

QUESTIONS = [
    "Hur många insatser har Dalarna om integration?",
    "Vilken region har flest insatser om jämställdhet?",
    "Ge en översikt över integration i Norrbotten",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_count_leads_to_a_page_that_lists_as_many(client: TestClient, question: str) -> None:
    count = client.get("/v1/answer", params={"q": question}).json()["count"]
    page = client.get("/", params={"q": question}).text
    [address] = re.findall(r'<a href="([^"]+)">Visa \d+\sinsats(?:er)? i en lista</a>', page)
    listed = client.get(unescape(address), headers=BROWSER)
    assert listed.headers["content-type"].startswith("text/html")
    assert f"av {count['value']} insatser" in text_of(listed.text)


@pytest.mark.parametrize("question", QUESTIONS[:2])
def test_what_was_counted_is_named_on_the_page_and_in_the_memo(client: TestClient, question: str) -> None:
    count = client.get("/v1/answer", params={"q": question}).json()["count"]
    items = client.get(f"{count['list']}&limit=100").json()["items"]
    assert len(items) == count["value"]
    told = client.get("/", params={"q": question}).text.split('<ul class="told">')[1].split("</ul>")[0]
    assert re.findall(r'href="/insatser/([^"?]+)', told) == [each["id"] for each in items[:5]]
    memo = docx.Document(io.BytesIO(client.get("/v1/answer.docx", params={"q": question}).content)).paragraphs
    lines = [each.text for each in memo]
    first = lines.index(f"De som räknats ({count['value']})") + 1
    for item, line in zip(items, lines[first:], strict=True):
        assert line.startswith(f"{item['name']}. {item['region']}. Tema: ")


@pytest.mark.parametrize("question", ["laddinfrastruktur", "Vad gör regionerna inom jämställdhet?"])
def test_the_answer_and_the_hits_count_what_is_about_the_question_alike(client: TestClient, question: str) -> None:
    page = text_of(client.get("/", params={"q": question}).text)
    [told] = re.findall(r"(\d+) insatser eller avsnitt i dokumenten handlar om frågan", page)
    assert f"varav {told} handlar om frågan" in page
    assert int(told) > 10


@pytest.mark.parametrize(
    "question",
    [*QUESTIONS, "Vad blir vädret i morgon?", "och Skåne?", "Vilka regioner arbetar inte med validering?"],
)
def test_hits_are_not_counted_by_another_measure_than_the_answer(client: TestClient, question: str) -> None:
    results = text_of(client.get("/", params={"q": question}).text.split('class="results"')[1])
    assert not re.search(r"\d+ handlar om frågan", results)


def test_a_comparison_stands_in_columns_and_leads_to_all_initiatives_side_by_side(client: TestClient) -> None:
    asked = {"q": "Jämför Dalarnas och Värmlands arbete med jämställdhet"}
    reply = client.get("/v1/answer", params=asked).json()
    page = client.get("/", params=asked).text
    columns = page.split('<div class="opposite">')[1].split("</div>\n<p>")[0]
    assert re.findall(r"<h2>([^<]+)</h2>", columns) == ["Dalarna", "Värmland"]
    shown = re.findall(r'<a class="initiative"[^>]*>([^<]+)</a>\s*<p[^>]*>”(.+?)”', columns)
    # A quote that opens with the name above it is shown from there on.
    for citation, (name, quote) in zip(reply["citations"], shown, strict=True):
        assert citation["quote"].endswith(unescape(quote))
        assert not quote.startswith(name)
        assert citation["quote"].removesuffix(unescape(quote)).rstrip(" .:") in ("", unescape(name))
    assert "Dalarna och Värmland om jämställdhet (2023)" in text_of(page)
    [address] = re.findall(r'<a href="(/jamfor[^"]+)">Se alla insatser sida vid sida', page)
    beside = client.get(unescape(address), headers=BROWSER)
    assert beside.status_code == 200
    assert "Dalarna och Värmland sida vid sida" in text_of(beside.text)


def test_the_words_that_answer_are_marked_in_their_quote(client: TestClient) -> None:
    asked = {"q": "Hur många av Skånes kommuner nådde lärserien om kompetensförsörjning?"}
    told = client.get("/v1/answer", params=asked).json()["answer"]["text"]
    answered = client.get("/", params=asked).text.split('class="answer"')[1].split("</section>")[0]
    assert re.findall(r"<mark>([^<]+)</mark>", answered) == [told]


@pytest.mark.parametrize(
    "question",
    [
        "Hur många insatser har Dalarna om integration?",
        "Ge en översikt över integration i Norrbotten",
        "Jämför Dalarnas och Värmlands arbete med jämställdhet",
        "Finns det något liknande Effekt4Dalarna i andra regioner?",
        "Vilka regioner arbetar inte med validering?",
    ],
)
def test_hits_are_folded_under_an_answer_that_tells_all_there_is(client: TestClient, question: str) -> None:
    [folded] = re.findall(r"<details([^>]*)><summary>Visa träffarna", client.get("/", params={"q": question}).text)
    assert "open" not in folded
    # Nor are they opened on a desk.
    assert "on-desk" not in folded
    narrowed = client.get("/", params={"q": question, "year": "2023"}).text
    assert "Visa träffarna" not in narrowed


def test_a_long_list_stands_below_the_headline_that_counts_it(client: TestClient) -> None:
    asked = {"q": "Hur många sidor har rapporterna?"}
    text = client.get("/v1/answer", params=asked).json()["text"]
    page = client.get("/", params=asked).text
    [headline] = re.findall(r'<p class="headline"[^>]*>(.*?)</p>', page)
    assert headline == "455 sidor i 5 dokument"
    assert text_of(page.split('<p class="headline"')[1]).count(text.removeprefix(f"{headline}: ")) == 1


@pytest.mark.parametrize("question", ["Vem är projektägare för ReDriv?", "Vad kostar REAL ÖMS?"])
def test_a_fact_is_given_in_short_or_told_to_be_a_quote(client: TestClient, question: str) -> None:
    reply = client.get("/v1/answer", params={"q": question}).json()
    page = client.get("/", params={"q": question}).text
    assert reply["kind"] == "fact"
    assert ("Så här står det i rapporten:" in page) == (reply["answer"] is None)
    assert ('class="fact"' in page) == (reply["answer"] is not None)


def test_quotes_of_what_is_proposed_say_so_on_the_page_and_in_the_memo(client: TestClient) -> None:
    asked = {"q": "Finns det något liknande Effekt4Dalarna i andra regioner?"}
    cited = client.get("/v1/answer", params=asked).json()["citations"]
    ids = {each["passage_id"]: client.get(f"/v1/passages/{each['passage_id']}").json() for each in cited}
    assert any(each["group"] for each in ids.values())
    answered = client.get("/", params=asked).text.split('class="answer"')[1].split('class="results"')[0]
    quotes = [text_of(each.split("</blockquote>")[0]) for each in answered.split("<blockquote>")[1:]]
    memo = docx.Document(io.BytesIO(client.get("/v1/answer.docx", params=asked).content)).paragraphs
    leads = [each.text.split(": ”")[0] for each in memo if ": ”" in each.text and each.runs[0].bold]
    for passage, quote, lead in zip(ids.values(), quotes, leads, strict=True):
        # Of these reports only the group's plan proposes.
        assert ("föreslagen ”" in quote) == bool(passage["group"])
        assert lead.endswith(", föreslagen") == bool(passage["group"])


def test_one_region_alone_is_told_without_a_map_and_without_the_twenty_others(client: TestClient) -> None:
    page = client.get("/", params={"q": "Vilka regioner arbetar med vätgas?", "region": "Uppsala"}).text
    answer = page.split('class="answer"')[1].split('class="results"')[0]
    assert "Uppsala har belägg (2023)" in text_of(answer)
    assert 'id="karta"' not in answer
    assert "(20)" not in answer


def test_a_region_with_evidence_is_a_link_to_its_page(client: TestClient) -> None:
    page = client.get("/", params={"q": "Vilka regioner arbetar med vätgas?"}).text
    assert re.search(r'<tr id="lan-03">\s*<th scope="row"><a href="/regioner/uppsala">Uppsala</a>', page)


def test_one_quote_of_many_leads_on_to_the_regions_and_to_the_matrix(client: TestClient) -> None:
    page = client.get("/", params={"q": "Vad har gjorts om laddinfrastruktur?"}).text
    by_region, in_matrix = (
        unescape(re.findall(rf'<a href="([^"]+)">{told}</a>', page)[0])
        for told in ("Se svaret region för region", "Räkna insatserna per region och tema")
    )
    assert client.get("/v1/answer" + by_region.removeprefix("/")).json()["kind"] == "regions"
    assert in_matrix == "/matris?q=laddinfrastruktur"
    of_one = client.get("/", params={"q": "Vad har Dalarna gjort om laddinfrastruktur?"}).text
    assert "Se svaret region för region" not in of_one


def test_a_count_that_may_be_higher_says_so_once(client: TestClient) -> None:
    page = client.get("/", params={"q": "Hur många insatser har Kalmar om besöksnäring?"}).text
    headline = text_of(re.findall(r'class="headline"[^>]*>(.*?)</p>', page, re.DOTALL)[0])
    assert re.fullmatch(r"Minst \d+ insats(er)? från Kalmar handlar om besöksnäring", headline)
    assert "Fler kan finnas" in page
    assert "Rapporterna svarar bara på en del" not in page


def test_evidence_is_told_with_the_years_of_its_reports_and_out_of_all_regions(client: TestClient) -> None:
    asked = {"q": "Vilka regioner arbetar med vätgas?"}
    regions = client.get("/v1/answer", params=asked).json()["regions"]
    n_found = sum(region["status"] == "evidence" for region in regions)
    page = text_of(client.get("/", params=asked).text)
    assert f"{n_found} av 21 regioner har belägg (2023)" in page


def test_a_share_short_of_all_is_not_told_as_all(client: TestClient) -> None:
    asked = {"q": "Vilka regioner arbetar med validering?"}
    surest = client.get("/v1/answer", params=asked).json()["regions"][0]["confidence"]
    assert 0.995 < surest < 1
    page = client.get("/", params=asked).text
    assert "säkerhet över\N{NO-BREAK SPACE}99\N{NO-BREAK SPACE}%" in page
    assert "100\N{NO-BREAK SPACE}%" not in page


def test_pages_of_initiatives_are_named_as_the_report_prints_them(client: TestClient) -> None:
    listed = client.get("/v1/initiatives", params={"region": "Blekinge", "theme": "integration"}).json()["items"]
    labels = []
    for each in listed:
        place = client.get(f"/v1/documents/{each['document']}/pages/{each['pages'][0]}").json()
        labels.append(f"s.\N{NO-BREAK SPACE}{place['printed_page']}")
        assert place["printed_page"] != each["pages"][0]
    page = client.get("/insatser", params={"region": "Blekinge", "theme": "integration"}).text
    assert re.findall(r'sidor/\d+" aria-label="[^"]+">([^<]+)</a>', page) == [f"2023, {label}" for label in labels]
    chosen = [("id", each["id"]) for each in listed[:2]]
    for address in ("/jamfor", "/min-lista"):
        shown = client.get(address, params=chosen).text
        assert re.findall(r"</span>, (s\.[^<]+)</a>", shown) == labels[:2]


def test_what_is_alike_leads_to_where_it_stands_side_by_side_and_to_what_it_shares(client: TestClient) -> None:
    page = client.get("/", params={"q": "Finns det något liknande Effekt4Dalarna i andra regioner?"}).text
    [beside] = re.findall(r'<a href="(/jamfor\?[^"]+)">Se de närmaste sida vid sida</a>', page)
    columns = re.findall(r'<th scope="col">([^<]+)<', client.get(unescape(beside)).text)
    assert len(columns) == 4
    assert columns[0] == "Dalarna"
    [shared] = re.findall(r'<a href="(/insatser/[^"#]+)#liknande">Se vad de har gemensamt</a>', page)
    told = client.get(shared).text
    assert 'id="liknande"' in told
    assert "Effekt4Dalarna" in text_of(told.split("</h1>")[0])
