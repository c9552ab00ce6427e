"""Contact details are covered wherever the service tells something, and every place in a text stays where it is."""

import io
import zipfile
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from corpus.collection import Collection
from corpus.document import Section
from corpus.health.record import ReadingHealth
from corpus.limits import load_limits
from service.live import LiveIndex
from service.masking.contacts import EMAIL, find_names, mask
from service.masking.index import MaskedIndex
from service.settings import Settings
from service.web.app import create_app
from service.web.parts.page_pictures import PagePictures
from tests.service.memory_index import BUCKET_RANKING, MemoryIndex
from tests.service.samples import REPORT, make_index, make_passages
from tests.service.word_reader import WordReader

CONTACT = "Kontaktperson: Anna Öberg, anna.oberg@example.se, 08-123 45 67."
HIDDEN = ("Anna", "Öberg", "anna.oberg", "example.se", "123 45 67")
NAMES = find_names([CONTACT])


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("skriv till a.b-c@d.example.se.", "skriv till " + "•" * 18 + "."),
        ("ring 08-123 45 67", "ring •••••• •• ••"),
        ("ring 070-123 45 67 eller", "ring ••••••• •• •• eller"),
        ("ring 0703 12 34 56", "ring •••• •• •• ••"),
        ("ring 070-1234567", "ring •••••••••••"),
        ("ring +46 (0)8 123 456 78", "ring ••• •••• ••• ••• ••"),
        ("ring 08-123 45", "ring •••••• ••"),
        ("Anna Öberg svarar", "•••• ••••• svarar"),
        ("Anna\nÖberg svarar", "••••\n••••• svarar"),
        ("Regionens Anna Öberg", "Regionens •••• •••••"),
    ],
)
def test_contact_details_are_covered_letter_by_letter(text: str, masked: str) -> None:
    assert mask(text, NAMES) == masked
    assert len(mask(text, NAMES)) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "015 1 107 566",
        "053 1 804 342 1 847 647",
        "kl. 09:00-11:00",
        "2021-2023",
        "08-1234",
        "0703-1234567 89",
        "0,5 miljoner",
        "N2023/01234",
        "Anna Lind",
        "Region Örebro län",
        "12-15 000 kronor",
    ],
)
def test_other_figures_and_names_are_left(text: str) -> None:
    assert mask(text, NAMES) == text


def test_names_are_those_labelled_or_spelt_out_in_an_address() -> None:
    assert find_names(
        ["Handläggare Åsa Ek", "bo.hallström@example.se", "info@example.se", "b.hallström@example.se"]
    ) == {
        ("asa", "ek"),
        ("bo", "hallstrom"),
    }


class ContactIndex(MemoryIndex):
    """Tells of a contact person in what looks wrong, too."""

    def health(self, document: str) -> ReadingHealth | None:
        found = super().health(document)
        assert found is not None
        account = replace(found.account, faults=(f"sida 1: 2 ord inte lästa: {CONTACT}",))
        return replace(found, account=account, remarks=(f"en insats på sida 1 har inget namn: {CONTACT}",))


def contact_index() -> MemoryIndex:
    """Give the made-up collection with contact details in every text."""
    plain = make_index()
    pages = [plain.page(REPORT, number) for number in range(1, 6)]
    return ContactIndex(
        [
            replace(
                each,
                text=f"{each.text} {CONTACT}",
                heading=f"{each.heading} {CONTACT}",
                name=each.name and f"{each.name} {CONTACT}",
            )
            for each in make_passages()
        ],
        documents=plain.documents(),
        initiatives=[
            replace(each, name=f"{each.name} {CONTACT}", outputs=CONTACT, goals=CONTACT, text=CONTACT)
            for each in plain.initiatives()
        ],
        pages=[
            replace(page, text=f"{page.text} {CONTACT}", received=CONTACT, repairs=(CONTACT,))
            for page in pages
            if page is not None
        ],
        sections=[
            Section(
                id=f"{REPORT}-0001",
                document=REPORT,
                heading=CONTACT,
                region=None,
                group=None,
                theme=None,
                first_page=1,
                last_page=1,
            )
        ],
    )


@pytest.fixture(scope="module")
def masked() -> TestClient:
    index = MaskedIndex(contact_index())
    live = LiveIndex(lambda: "masked", lambda: index, WordReader(), ranking=BUCKET_RANKING)
    return TestClient(create_app(live, Settings(token=None, mask_contacts=True)))


def test_no_reply_and_no_file_tells_a_contact_person(masked: TestClient) -> None:
    initiative = masked.get("/v1/initiatives").json()["items"][0]["id"]
    passage = masked.get("/v1/search", params={"q": "film"}).json()["hits"][0]["passage"]["id"]
    paths = [
        "/v1/search?q=film",
        "/v1/search?q=film&unit=passage",
        "/v1/answer?q=Vilka regioner stöttar film?",
        "/v1/answer.csv?q=Vilka regioner stöttar film?",
        "/v1/search.csv?q=film",
        f"/v1/passages/{passage}",
        "/v1/initiatives",
        f"/v1/initiatives/{initiative}",
        f"/v1/initiatives/{initiative}/similar?scope=all",
        "/v1/documents",
        f"/v1/documents/{REPORT}",
        f"/dokument/{REPORT}",
        f"/v1/documents/{REPORT}/pages/1",
        f"/dokument/{REPORT}/sidor/1",
        "/?q=Vilka regioner stöttar film?",
        "/insatser.csv",
        f"/insatser/{initiative}",
        f"/min-lista?id={initiative}&id={passage}",
    ]
    for path in paths:
        reply = masked.get(path)
        assert reply.status_code == 200, path
        assert not [word for word in HIDDEN if word in reply.text], path
        assert "•••" in reply.text, path


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
@pytest.mark.parametrize("path", ["/v1/answer.{}?q=Vilka regioner stöttar film?", "/v1/search.{}?q=film"])
def test_no_office_file_tells_a_contact_person(masked: TestClient, path: str, kind: str) -> None:
    reply = masked.get(path.format(kind))
    with zipfile.ZipFile(io.BytesIO(reply.content)) as packed:
        told = unescape("".join(packed.read(name).decode(errors="replace") for name in packed.namelist()))
    assert not [word for word in HIDDEN if word in told]
    assert "•••" in told


def test_whatever_the_index_gives_is_covered_whoever_shows_it() -> None:
    plain = contact_index()
    index = MaskedIndex(plain)
    given = [
        *index.initiatives(),
        *index.initiatives_at([0, 1, 2]),
        *index.sections(),
        *(found for each in plain.initiatives() for found in index.called(each.name)),
        *(index.initiative(each.id) for each in plain.initiatives()),
        *(index.passage(each.id) for each in make_passages()),
    ]
    kinds = {type(each).__name__ for each in given}
    assert kinds == {"Initiative", "Passage", "Section"}
    assert not [word for word in HIDDEN for each in given if word in repr(each)]


def test_a_masked_quote_is_still_a_part_of_its_page(masked: TestClient) -> None:
    answer = masked.get("/v1/answer", params={"q": "Vilka regioner stöttar film?"}).json()
    quotes = [evidence for region in answer["regions"] for evidence in region["evidence"]]
    assert quotes
    for quote in quotes:
        page = masked.get(f"/v1/documents/{quote['document']}/pages/{quote['page']}").json()["text"]
        assert " ".join(quote["quote"].split()) in " ".join(page.split())


def test_pages_are_not_shown_as_pictures_then(tmp_path: Path) -> None:
    [document, *_] = [replace(each, file="rapport.pdf") for each in make_index().documents()]
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "rapport.pdf").write_bytes(b"%PDF-1.4")
    assert PagePictures(tmp_path, load_limits()).has(document)
    assert not PagePictures(tmp_path, load_limits(), is_off=True).has(document)


def test_the_projects_own_reports_keep_every_letter_but_contacts(reports: Collection) -> None:
    pages = [page.text for content in reports.contents for page in content.pages]
    names = find_names(pages)
    covered = [(text, mask(text, names)) for text in pages]
    assert ("johanna", "bond") in names
    assert all(len(text) == len(shown) for text, shown in covered)
    assert not any(EMAIL.search(shown) for _, shown in covered)
    # Five pages have addresses or numbers; a rule that took figures for numbers would change many more.
    assert sum(text != shown for text, shown in covered) < 12
