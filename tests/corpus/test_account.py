"""What was expected and what was found: it balances for the reports, and what does not balance is named."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from corpus.collection import DEFAULT_FOLDER
from corpus.corrections import Corrections
from corpus.document import Content, Field
from corpus.forms import load_forms
from corpus.health.account import take_account
from corpus.health.check import health, suspicions, take_health
from corpus.repair.language import detect_language
from tests.corpus import made

FORMS = load_forms(DEFAULT_FOLDER)
COMPILATION = "villkorsrapporter-2023"


def faults(content: Content) -> tuple[str, ...]:
    return take_account(content, FORMS[content.document.form]).faults


def test_the_reports_balance(contents: Mapping[str, Content]) -> None:
    assert {name: faults(content) for name, content in contents.items()} == dict.fromkeys(contents, ())


def test_the_compilation_has_a_row_of_every_region_in_every_theme(contents: Mapping[str, Content]) -> None:
    account = take_account(contents[COMPILATION], FORMS["theme-tables"])
    assert account.line() == "91437 av 91437 ord lästa; 534 rader, 147 av 147 par av region och tema"


def test_what_is_kept_of_a_reading_is_what_a_person_is_told(contents: Mapping[str, Content]) -> None:
    for content in contents.values():
        form = FORMS[content.document.form]
        kept = take_health(content, form, detect_language)
        told = health(content, Corrections(entries=()))
        assert kept.account == take_account(content, form)
        assert kept.remarks == tuple(suspicions(content))
        assert told["sidor"] == f"{kept.pages}, varav {kept.printed_pages} med tryckt sidnummer"
        assert told.get("lagat", "") == ", ".join(f"{name} {count}" for name, count in kept.repairs)


def test_words_of_the_template_and_pages_without_text_are_counted(contents: Mapping[str, Content]) -> None:
    report = contents["orebro-2023"]
    first, second, *pages = report.pages
    question = replace(report.blocks[0], field=Field.TEMPLATE, text="Vilka insatser gjordes?")
    told = replace(report.blocks[0], field=Field.PROSE, text="Regionen har byggt elnät.")
    changed = replace(report, blocks=(question, told), pages=(replace(first, text=""), second, *pages))
    kept = take_health(changed, FORMS[report.document.form], detect_language)
    assert (kept.template_words, kept.account.words_told) == (3, 7)
    assert kept.empty_pages == 1 + sum(not page.text for page in (second, *pages))


@pytest.fixture
def compilation(contents: Mapping[str, Content]) -> Content:
    return contents[COMPILATION]


def test_words_that_are_lost_or_read_twice_are_named_with_their_page(compilation: Content) -> None:
    first, second, *others = (block for block in compilation.blocks if block.field is not Field.TEMPLATE)
    template = [block for block in compilation.blocks if block.field is Field.TEMPLATE]
    changed = replace(compilation, blocks=(*template, first, first, *others))
    told = faults(changed)
    assert f"sida {second.page}: " in told[0]
    assert any(f"{len(second.text.split())} ord inte lästa" in fault for fault in told)
    assert any("lästa två gånger" in fault for fault in told)


def test_missing_rows_are_named_by_theme_and_region(compilation: Content) -> None:
    kept = tuple(
        row
        for row in compilation.rows
        if row.theme != "integration" and row.region != "12" and (row.region, row.theme) != ("13", "jamstalldhet")
    )
    assert faults(replace(compilation, rows=kept)) == (
        "ingen rad alls från Skåne",
        "temat Jämställdhet har ingen rad från Halland",
        "temat Integration har ingen tabell",
    )


def test_another_year_than_the_catalogues_is_named(compilation: Content) -> None:
    document = replace(compilation.document, years=(2024,))
    [fault] = faults(replace(compilation, document=document))
    assert fault.startswith("tabellerna talar mest om 2023 (")
    assert fault.endswith("katalogen säger 2024")


@pytest.mark.parametrize(("times", "is_told"), [(19, False), (20, True)])
def test_a_few_mentions_of_another_year_are_no_fault(compilation: Content, times: int, is_told: bool) -> None:
    row = replace(compilation.rows[0], text="år 2021 " * times)
    told = [fault for fault in faults(replace(compilation, rows=(row,))) if "talar mest om" in fault]
    assert told == [f"tabellerna talar mest om 2021 ({times} gånger); katalogen säger 2023"] * is_told


def test_words_that_were_parted_are_told_with_their_page(tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_text(f"Ett vanligt ord\noch {'å' * 201} ett långt\n", encoding="utf-8")
    content = made.read(path)
    assert health(content, made.NO_CORRECTIONS)["lagat"] == "för långa ord delade 1"
    told = "sida 1 har ord längre än 200 tecken, som delades; kanske saknas mellanslag"
    assert list(suspicions(content)) == [told]


def test_pages_that_were_taken_out_are_told_and_those_after_them_keep_their_numbers(tmp_path: Path) -> None:
    pages = [f"Text på en sida.\n{number}\n" for number in (4, 5, 6, 9, 10, 11)]
    path = tmp_path / "r.txt"
    path.write_text("\f".join(pages), encoding="utf-8")
    content = made.read(path)
    assert [page.printed_page for page in content.pages] == [4, 5, 6, 9, 10, 11]
    assert list(suspicions(content)) == ["mellan sida 6 och sida 9 saknas 2 sidor i filen"]


def test_a_pdf_without_one_of_its_pages_is_told_and_keeps_its_numbers(tmp_path: Path) -> None:
    whole = PdfReader(made.write_pdf(tmp_path / "r.pdf", made.ROWS * 3))
    lacking = PdfWriter()
    for number, page in enumerate(whole.pages):
        if number != 2:
            lacking.add_page(page)
    lacking.write(tmp_path / "s.pdf")
    content = made.read(tmp_path / "s.pdf")
    assert [page.printed_page for page in content.pages] == [8, 9, 11, 12, 13]
    assert list(suspicions(content)) == [
        "mellan sida 9 och sida 11 saknas 1 sida i filen",
        "sidhuvud och sidfot som inte läses: Återrapportering av villkorsbeslut 2023",
    ]


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("Insatser 2022", ["rubriken på sida 1 säger 2022 ('Insatser 2022'); katalogen säger 2023"]),
        ("Insatser 2022–2023", []),
        ("Insatser", []),
    ],
)
def test_a_title_of_another_year_than_the_catalogues_is_told(tmp_path: Path, heading: str, told: list[str]) -> None:
    path = tmp_path / "r.html"
    path.write_text(f"<h1>{heading}</h1><p>Text.</p><h1>Plan för 2026</h1><p>Text.</p>", encoding="utf-8")
    assert list(suspicions(made.read(path))) == told
