"""Budgets in running text, a line a row: each row is a section of its own, however years and amounts are written."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import docx
import pytest

from corpus.collection import DEFAULT_FOLDER
from corpus.corrections import Corrections
from corpus.document import Content
from corpus.forms import load_forms
from corpus.forms.model import ProseForm
from corpus.limits import Limits
from corpus.pages import Line, PageLines, collapse
from corpus.reading import read_fitted_here
from corpus.structure.figure_rows import column_heads
from corpus.structure.prose import read_structure
from tests.documents import REPORT

DOCUMENT = replace(REPORT, title="Förslag till beslut", kind="förslag till beslut", form="prose", regions=("18",))
FORM = ProseForm(name="prose", title="Löpande text", engine="prose")
TEXT = (
    "Projektet syftar till att stärka innovation och tillväxt i länet genom de utmaningar som",
    "pekas ut i färdplanerna för smart specialisering.",
)
Rows = Sequence[tuple[str, Sequence[int]]]
COSTS: Rows = [("Egen personal", (1_000_000, 1_200_000, 1_300_000)), ("Summa kostnader", (1_000_000, 1_200_000, 900))]
PAID: Rows = [
    ("Region Örebro län 1:1-medel", (300_000, 400_000, 500_000)),
    ("Region Västmanland", (0, 300_000, 300_000)),
    ("Region Gotland", (300_000, 0, 0)),
    ("Avgår intäkter", (-100_000, -100_000, -100_000)),
    ("Katrineholms kommun", (500, 600, 700)),
    ("Egen insats", (0, 0, 0)),
]


def grouped(amount: int) -> str:
    return f"{amount:,}".replace(",", " ")


def table(head: str, rows: Rows, written: Callable[[int], str] = grouped) -> list[str]:
    return [head, *(" ".join([label, *map(written, [*amounts, sum(amounts)])]) for label, amounts in rows)]


def read(*pages: Sequence[str]) -> Content:
    made = []
    for page, texts in enumerate(pages, start=1):
        lines = tuple(Line(number=100 * page + n, text=text) for n, text in enumerate(texts))
        made.append(PageLines(page=page, printed_page=None, lines=lines, received="\n".join(texts), repairs=()))
    return read_structure(DOCUMENT, made, Corrections(entries=()), FORM)


def sections(content: Content) -> dict[str, str]:
    told = {one.id: one.heading for one in content.sections}
    texts: dict[str, str] = {}
    for block in content.blocks:
        heading = told[block.section]
        texts[heading] = collapse(f"{texts.get(heading, '')} {block.text}")
    return texts


def proposal(head: str, written: Callable[[int], str] = grouped, costs: Rows = COSTS, paid: Rows = PAID) -> list[str]:
    return [
        *("Skärgårdslyftet", "", *TEXT, "", "Budget", "", *table(f"Kostnader {head}", costs, written), ""),
        *("Finansiering", *table(f"Offentlig finansiär {head}", paid, written), ""),
        "Beslut om medfinansiering fattas i december.",
    ]


def expected(rows: Rows, written: Callable[[int], str], place: str, name: Callable[[str], str] = str) -> dict[str, str]:
    return {f"{place}: {name(row[0])}": line for row, line in zip(rows, table("", rows, written)[1:], strict=True)}


HEADS = [
    "2028 2029 2030 Totalt",
    "2028 2029 2030 Summa hela perioden",
    "2028 2029 2030",
    "År 2028 År 2029 År 2030 Summa",
]


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize(
    "written",
    [
        grouped,
        str,
        lambda amount: f"{amount:,}".replace(",", "."),
        lambda amount: f"{grouped(amount)} kr",
        lambda amount: grouped(amount) if amount else "-",
        lambda amount: grouped(amount).replace("-", "−"),
        lambda amount: grouped(amount // 1000),
        lambda amount: f"{amount / 1000:.1f}".replace(".", ","),
    ],
    ids=["grouped", "together", "dots", "kronor", "dash", "minus", "thousands", "decimals"],
)
def test_every_row_of_a_budget_is_a_section_of_its_own(head: str, written: Callable[[int], str]) -> None:
    told = sections(read(proposal(head, written)))
    rows = {heading: text for heading, text in told.items() if ": " in heading}
    assert rows == {
        **expected(COSTS, written, "Budget"),
        **expected(PAID, written, "Finansiering", lambda label: label.removesuffix(" 1:1-medel")),
    }
    assert told["Finansiering"].endswith("Beslut om medfinansiering fattas i december.")


@pytest.mark.parametrize("n_years", [1, 2, 7, 10])
def test_a_budget_may_have_as_many_years_as_it_likes(n_years: int) -> None:
    rows = [("Region Sörmland", [100_000] * n_years), ("Sala kommun", [200_000] * n_years)]
    head = f"{' '.join(str(2028 + n) for n in range(n_years))} Totalt"
    told = sections(read(proposal(head, costs=rows, paid=rows)))
    for place in ("Budget", "Finansiering"):
        assert {heading for heading in told if heading.startswith(f"{place}: ")} == set(expected(rows, grouped, place))


def test_amounts_alone_are_told_by_what_is_counted() -> None:
    rows = [("Region Sörmland", "1 200 000 60 %"), ("Sala kommun", "800 000 40 %")]
    told = sections(read([*TEXT, "", "Finansiering", "Finansiär Belopp (kr) Andel", *map(" ".join, rows), "", *TEXT]))
    assert {heading: told[heading] for heading in told if ": " in heading} == {
        f"Finansiering: {label}": f"{label} {figures}" for label, figures in rows
    }


def test_a_financier_that_is_called_after_a_region_is_not_that_region() -> None:
    labels = ["Region Örebro län 1:1", "Region Örebro län övrigt", "Länsstyrelsen i Örebro län", "Örebro läns museum"]
    rows = [(label, (100_000, 200_000)) for label in labels]
    told = sections(read(proposal("2028 2029 Totalt", costs=rows, paid=rows)))
    assert [heading for heading in told if heading.startswith("Budget: ")] == [
        f"Budget: {label}" for label in ("Region Örebro län", *labels[2:])
    ]


def test_rows_with_a_blank_line_between_them_are_rows() -> None:
    lines = proposal(HEADS[0])
    apart = []
    for one, other in pairwise([*lines, ""]):
        apart += [one, ""] if one[-1:].isdigit() and other else [one]
    assert sections(read(apart)) == sections(read(lines))


@pytest.mark.parametrize("below", [["varav i natura"], ["* Beloppen är avrundade.", *TEXT, *TEXT]])
def test_what_ends_in_no_figures_is_read_below_the_table(below: Sequence[str]) -> None:
    lines = [*TEXT, "", "Budget", *table("Kostnader 2028 2029 2030 Totalt", COSTS), *below]
    for pages in ([lines], [lines, TEXT]):
        told = sections(read(*pages))
        assert told["Budget"] == f"Budget {lines[4]} {' '.join(below)}" + (f" {' '.join(TEXT)}" if pages[1:] else "")
        assert told["Budget: Summa kostnader"] == lines[6]


@pytest.mark.parametrize(
    "line",
    ["Arbetet bedrivs 2028 2029.", "Projektet pågår 2028", "Bygget av Väg 2000", "En hög kostnad.", "Totalt", "2028"],
)
def test_other_lines_head_no_table(line: str) -> None:
    assert column_heads(line) == ()


def test_a_line_that_ends_as_a_head_begins_no_table_without_rows() -> None:
    told = sections(read([*TEXT, "", "Vår tid", "Arbetet för länet bedrivs under åren 2028 2029", *TEXT, *TEXT]))
    assert [heading for heading in told if ": " in heading] == []


def test_the_rows_of_a_marked_table_are_read_as_those_of_plain_text(tmp_path: Path) -> None:
    word = docx.Document()
    plain = []
    for heading in ("Skäl för det föreslagna beslutet", "Medfinansiering"):
        word.add_heading(heading, level=1)
        word.add_paragraph(" ".join(TEXT))
    word.add_heading("Finansiering", level=1)
    rows = word.add_table(rows=0, cols=4)
    for label, amounts in [
        ("Offentlig finansiär", ["2028", "2029", "Totalt"]),
        *((a, map(grouped, b)) for a, b in PAID),
    ]:
        told = [label, *amounts]
        plain.append(" ".join(told))
        for cell, text in zip(rows.add_row().cells, told, strict=True):
            cell.text = text
    word.add_paragraph("Beslut fattas i december.")
    word.save(str(path := tmp_path / "beslut.docx"))
    limits, forms = Limits(), load_forms(DEFAULT_FOLDER)
    fitted = read_fitted_here(path, replace(DOCUMENT, form="generic"), forms, Corrections(entries=()), limits)
    assert fitted.proposal.form == "prose"
    told_of = sections(fitted.content)
    assert told_of["Finansiering"] == f"Finansiering {plain[0]} Beslut fattas i december."
    assert [text for heading, text in told_of.items() if ": " in heading] == plain[1:]
    assert [heading for heading in told_of if ": " not in heading] == [
        "Skäl för det föreslagna beslutet",
        "Medfinansiering",
        "Finansiering",
    ]
