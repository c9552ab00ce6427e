"""Word memos, read back as Word reads them: title, parts, and true footnotes that cite publisher, title, year, page."""

import csv
import io
from contextvars import copy_context
from datetime import date

import pytest
from docx.oxml.ns import qn
from docx.styles.styles import Styles
from fastapi.testclient import TestClient

from corpus.regions import REGIONS, order_codes, region_by_code
from service.budget import Budget, set_budget
from service.errors import OverBudgetError
from service.exports.memo import Memo, Paragraph, Part
from service.exports.sheet import Origin
from service.exports.word import write_word
from tests.service.word_file import Read

NOWHERE = Origin(facts=(), base="")
QUESTION = "Vilka regioner arbetar med validering?"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
VILLKOR = (
    "Sveriges 21 regioner (nationell sammanställning), "
    "Regionernas återrapportering av villkorsbeslut 2023: sammanställning, 2023, "
)


def shown_under(name: str, quote: str) -> str:
    """Give what stands of a quote under a name that it may open with."""
    return quote.removeprefix(name).lstrip(" .:")


def test_a_memo_is_on_a4_with_numbered_pages() -> None:
    document = Read(write_word(Memo(title="En fråga?", origin=NOWHERE, summary="", parts=()))).document
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert [field.text for field in section.footer._element.iter(qn("w:instrText"))] == ["PAGE"]


def test_new_lines_tabs_and_spaces_in_a_text_are_kept() -> None:
    part = Part(heading="Skåne", paragraphs=(Paragraph(lead="Mål:", text="ett\ntvå\ttre ", note="s. 1"),))
    read = Read(write_word(Memo(title="En fråga?", origin=NOWHERE, summary="", parts=(part,))))
    assert read.paragraphs[-1] == ("Normal", "Mål: ett\ntvå\ttre ", "s. 1")


def test_a_longer_memo_looks_for_no_more_styles(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[object] = []
    look = Styles.get_style_id

    def counted(styles: Styles, *asked: object) -> object:
        looked.append(asked)
        return look(styles, *asked)

    monkeypatch.setattr(Styles, "get_style_id", counted)
    counts = []
    for n_parts in (1, 50):
        looked.clear()
        parts = [Part(heading="Skåne", paragraphs=(Paragraph(text="Utan.", note="s. 1"),))] * n_parts
        write_word(Memo(title="En fråga?", origin=NOWHERE, summary="", parts=tuple(parts)))
        counts.append(len(looked))
    assert counts[0] == counts[1]


def test_a_memo_that_nobody_waits_for_is_not_written_to_its_end() -> None:
    def write() -> bytes:
        set_budget(Budget(0))
        return write_word(Memo(title="x", origin=NOWHERE, summary="", parts=(Part(heading="Skåne", paragraphs=()),)))

    with pytest.raises(OverBudgetError):
        copy_context().run(write)


def test_a_memo_has_its_parts_and_numbered_footnotes() -> None:
    told = (
        Paragraph(lead="Insatsen:", text="”Ett citat.”", note="Utgivare, Titel, 2023, s. 7."),
        Paragraph(text="Utan."),
    )
    memo = Memo(
        title="En fråga?",
        origin=Origin(facts=(("Hämtat", "2026-11-28"),), base=""),
        summary="Svaret.",
        parts=(Part(heading="Dalarna", paragraphs=told), Part(heading="Skåne", paragraphs=told[:1])),
    )
    read = Read(write_word(memo))
    assert read.paragraphs == [
        ("Title", "En fråga?", ""),
        ("Normal", "Hämtat: 2026-11-28", ""),
        ("Normal", "Svaret.", ""),
        ("Heading 1", "Dalarna", ""),
        ("Normal", "Insatsen: ”Ett citat.”", "Utgivare, Titel, 2023, s. 7."),
        ("Normal", "Utan.", ""),
        ("Heading 1", "Skåne", ""),
        ("Normal", "Insatsen: ”Ett citat.”", "Utgivare, Titel, 2023, s. 7."),
    ]
    # Two lines that part footnotes from the text, then the footnotes from 1.
    assert list(read.notes) == ["-1", "0", "1", "2"]
    assert 'PartName="/word/footnotes.xml"' in read.types
    properties = read.document.core_properties
    assert (properties.title, properties.author, properties.language) == ("En fråga?", "Insatskartan", "sv-SE")
    assert properties.created == properties.modified
    assert properties.created.date() == date.today()


def test_markup_and_control_characters_stay_text() -> None:
    hostile = "<w:p/>&amp;\x00\x0b\ufffe]]>"
    told = (Paragraph(lead=hostile, text=hostile, note=hostile),)
    memo = Memo(
        title=hostile,
        origin=Origin(facts=((hostile, hostile),), base=""),
        summary="",
        parts=(Part(heading="x", paragraphs=told),),
    )
    read = Read(write_word(memo))
    assert read.paragraphs[0] == ("Title", "<w:p/>&amp;]]>", "")
    assert read.paragraphs[-1] == ("Normal", "<w:p/>&amp;]]> <w:p/>&amp;]]>", "<w:p/>&amp;]]>")


def test_addresses_and_footnotes_lead_to_the_pages_they_name() -> None:
    base = "https://insatskartan.example"
    told = (
        Paragraph(text="”Ett citat.”", note="Titel, s. 7.", page="/dokument/a/sidor/7?x=1&y=2"),
        Paragraph(text="Utan."),
    )
    memo = Memo(
        title="En fråga?",
        origin=Origin(facts=(("Hämtat", "2026-11-28"), ("Adress", f"{base}/?q=el")), base=base),
        summary="",
        parts=(Part(heading="Skåne", paragraphs=(*told, *told)),),
    )
    read = Read(write_word(memo))
    assert read.links == {"document": {f"{base}/?q=el"}, "footnotes": {f"{base}/dokument/a/sidor/7?x=1&y=2"}}
    assert [link.text for each in read.document.paragraphs for link in each.hyperlinks] == [f"{base}/?q=el"]
    assert [note for _, _, note in read.paragraphs if note] == ["Titel, s. 7."] * 2


def test_an_answer_is_a_memo_by_region_with_each_quote_on_its_page(client: TestClient) -> None:
    reply = client.get("/v1/answer", params={"q": QUESTION}).json()
    taken = client.get("/v1/answer.docx", params={"q": QUESTION})
    assert taken.headers["content-type"] == WORD
    assert f'filename="insatskartan-validering-{date.today().isoformat()}.docx"' in taken.headers["content-disposition"]
    read = Read(taken.content)
    assert read.paragraphs[0] == ("Title", QUESTION, "")
    texts = [text for _, text, _ in read.paragraphs]
    assert f"Hämtat: {date.today().isoformat()}" in texts
    assert f"Samlingens version: {reply['index_version']}" in texts
    assert reply["text"] in texts
    shown = [region["region"] for region in reply["regions"] if region["status"] == "evidence"]
    assert read.headings()[: len(shown)] == shown
    silent = [region["region"] for region in reply["regions"] if region["status"] == "none"]
    alphabetic = order_codes(region.code for region in REGIONS if region.name in silent)
    named = [region_by_code(code).name for code in alphabetic]
    assert (", ".join(named) in texts) == bool(silent)
    pages = {f"{each['document']}/sidor/{each['page']}" for region in reply["regions"] for each in region["evidence"]}
    assert pages <= {link.partition("/dokument/")[2].partition("?")[0] for link in read.links["footnotes"]}
    for region in reply["regions"]:
        for evidence in region["evidence"]:
            [note] = {
                note
                for _, text, note in read.paragraphs
                if shown_under(evidence["initiative"] or "", evidence["quote"]) in text
                and note.endswith(
                    f"s.\N{NO-BREAK SPACE}{evidence['printed_page']}."
                    if evidence["printed_page"] is not None
                    else f"sida {evidence['page']} i filen."
                )
            }
            if evidence["document"] == "villkorsrapporter-2023":
                assert note.startswith(VILLKOR)


def test_a_memo_of_those_that_do_not_begins_with_them_and_goes_on_to_those_that_do(client: TestClient) -> None:
    asked = {"q": "Vilka regioner har inte arbetat med film?"}
    told = client.get("/v1/answer", params=asked).json()["regions"]
    silent = [region["region"] for region in told if region["status"] == "none"]
    first, *others = Read(client.get("/v1/answer.docx", params=asked).content).headings()
    assert first == f"Inget funnet ({len(silent)})"
    do = [heading.removesuffix(", belägg") for heading in others if heading.endswith(", belägg")]
    assert len(do) == 21 - len(told)
    assert set(do).isdisjoint(region["region"] for region in told)


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        ("Vad har gjorts för pingvinuppfödning?", "Närmast kommer"),
        ("Vad har gjorts om laddinfrastruktur?", "Belägg"),
        ("Jämför Dalarna och Värmland om jämställdhet", "Dalarna"),
    ],
)
def test_other_kinds_of_answers_have_their_own_parts(client: TestClient, question: str, heading: str) -> None:
    read = Read(client.get("/v1/answer.docx", params={"q": question}).content)
    assert heading in read.headings()
    assert len(read.notes) > 2


def test_a_memo_says_what_comes_nearest_lacks(client: TestClient) -> None:
    asked = {"q": "Vad har gjorts för pingvinuppfödning?"}
    reply = client.get("/v1/answer", params=asked).json()
    texts = [text for _, text, _ in Read(client.get("/v1/answer.docx", params=asked).content).paragraphs]
    assert f"{reply['text']} {reply['missing']}" in texts


def test_no_quote_in_a_memo_is_led_by_its_heading_again(client: TestClient) -> None:
    read = Read(client.get("/v1/answer.docx", params={"q": "Jämför Kalmar och Kronoberg om energi"}).content)
    assert [text for _, text, _ in read.paragraphs if text.startswith(("Kalmar: ", "Kronoberg: "))] == []


def test_hits_and_comparable_initiatives_are_memos(client: TestClient) -> None:
    asked: dict[str, str | int] = {"q": "laddinfrastruktur", "limit": 3}
    hits = client.get("/v1/search", params=asked).json()["hits"]
    read = Read(client.get("/v1/search", params=asked, headers={"Accept": WORD}).content)
    told = [(text, note) for _, text, note in read.paragraphs if note]
    assert len(told) == 3
    for hit, (text, note) in zip(hits, told, strict=True):
        assert text.startswith(f"{hit['rank']}. {hit['initiative']['name']} (")
        assert shown_under(hit["initiative"]["name"], hit["passage"]["text"]) in text
        assert hit["document"]["title"] in note
    path = f"/v1/initiatives/{hits[0]['initiative']['id']}/similar"
    alike = Read(client.get(f"{path}.docx", params={"limit": 2}).content)
    assert alike.paragraphs[0][1] == f"Jämförbara med {hits[0]['initiative']['name']}"
    assert len(alike.notes) == 2 + 2


def test_a_list_is_a_memo_by_region(client: TestClient) -> None:
    asked = {"region": ["Dalarna", "Värmland"], "theme": "jamstalldhet", "sort": "region"}
    read = Read(client.get("/insatser.docx", params=asked).content)
    assert read.headings() == ["Dalarna", "Värmland"]
    told = [(text, note) for _, text, note in read.paragraphs if note]
    rows = list(csv.DictReader(io.StringIO(client.get("/insatser.csv", params=asked).content.decode("utf-8-sig"))))
    assert [text for text, _ in told] == [f"{row['Insats']}. Tema: Jämställdhet" for row in rows]
    assert [note.partition("”, i: ")[0] for _, note in told] == [f"”{row['Insats']}" for row in rows]
    assert all(note.partition("”, i: ")[2].startswith(VILLKOR) for _, note in told)


def test_a_name_that_ends_its_own_sentence_is_given_no_full_stop(client: TestClient) -> None:
    items = client.get("/v1/initiatives", params={"region": "Gotland", "limit": 100}).json()["items"]
    [ended] = [each for each in items if each["name"].endswith("!")]
    read = Read(client.get("/min-lista.docx", params={"id": ended["id"]}).content)
    assert any(text.startswith(f"{ended['name']} Tema: ") for _, text, _ in read.paragraphs)


def test_a_search_without_hits_is_a_memo_that_says_so(client: TestClient) -> None:
    read = Read(client.get("/v1/search.docx", params={"q": "validering", "offset": 100_000}).content)
    assert "Inga träffar." in [text for _, text, _ in read.paragraphs]
