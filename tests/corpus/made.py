"""One made-up report as data, and the same report set as PDF, Word, HTML and text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

import docx
from docx.oxml import OxmlElement
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

from corpus.collection import DEFAULT_FOLDER
from corpus.corrections import Corrections
from corpus.document import Content, Document, Initiative
from corpus.forms import GENERIC, load_forms
from corpus.limits import Limits
from corpus.reading import read_here
from tests.documents import REPORT

NO_CORRECTIONS = Corrections(entries=())
THEME = "2. Kompetensförsörjning och kompetensutveckling i hela landet"
PROSE = "Regionerna på öarna och vid ån har arbetat på många sätt för att fler ska få rätt kompetens."
HEAD = (
    "Region",
    "Namn på insats och kort beskrivning",
    "Resultat i form av uppnådda prestationer under året",
    "Om möjligt resultat i form av uppnådda effekter under året",
    "Mål",
)


@dataclass(frozen=True, slots=True)
class Told:
    """What one row tells."""

    region: str
    name: str
    outputs: str
    effects: str
    goals: str

    @property
    def cells(self) -> tuple[str, ...]:
        return (self.region, self.name, self.outputs, self.effects, self.goals)


def _told(region: str, name: str, town: str) -> Told:
    return Told(
        region=region,
        name=name,
        outputs=f"Åtta möten hölls i {town}. Ett nätverk för små företag växte från tolv till nitton medlemmar. "
        f"Dessutom gav länet råd åt ägare i {town} som vill överlåta sina företag.",
        effects=f"På kort sikt har fler företag i {town} anställt. Övriga effekter är inte mätta ännu.",
        goals="Goda livsvillkor för alla.",
    )


ROWS = (
    _told("Blekinge", "Validering av yrkeskunskap", "Karlshamn"),
    _told("Blekinge", "Språkstöd på jobbet", "Sölvesborg"),
    _told("Gotland", "Öarnas lärcentrum", "Fårösund"),
    _told("Jämtland Härjedalen", "Fjällens branschråd", "Åre"),
    _told("Jönköping", "Träindustrins högskola", "Nässjö"),
    _told("Kalmar", "Småföretagens kompetensväxling", "Mörbylånga"),
    _told("Skåne", "Livsmedel för framtiden", "Höör"),
    _told("Sörmland", "Elbranschens snabbspår", "Eskilstuna"),
    _told("Värmland", "Skogens kompetens", "Årjäng"),
    _told("Västra Götaland", "Batteriutbildning", "Mölndal"),
    _told("Örebro", "Logistikens yrkesråd", "Hallsberg"),
    _told("Östergötland", "Vägled unga rätt", "Åtvidaberg"),
)
CODES = {
    "Blekinge": "10",
    "Gotland": "09",
    "Jämtland Härjedalen": "23",
    "Jönköping": "06",
    "Kalmar": "08",
    "Skåne": "12",
    "Sörmland": "04",
    "Värmland": "17",
    "Västra Götaland": "14",
    "Örebro": "18",
    "Östergötland": "05",
}


def document(*regions: str, group: str | None = None, kind: str = "rapport") -> Document:
    return replace(
        REPORT,
        id="ny",
        title="En ny rapport",
        kind=kind,
        form="generic",
        regions=regions or tuple(CODES.values()),
        group=group,
    )


def read(path: Path, of: Document | None = None) -> Content:
    """Read a file with the reader it needs, as a report without a form of its own."""
    return read_here(path, of or document(), load_forms(DEFAULT_FOLDER)[GENERIC], NO_CORRECTIONS, Limits())


def told(initiatives: Sequence[Initiative]) -> list[tuple[str | None, ...]]:
    """Give what initiatives tell, to be compared with `expected`."""
    return [(one.region, one.theme, one.name, one.outputs, one.effects, one.goals) for one in initiatives]


def expected(rows: Sequence[Told] = ROWS, theme: str | None = "kompetensforsorjning") -> list[tuple[str | None, ...]]:
    return [(CODES[row.region], theme, row.name, row.outputs, row.effects, row.goals) for row in rows]


GRID = (("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP"))
NO_RULES = (("VALIGN", (0, 0), (-1, -1), "TOP"),)
WIDTHS = (70, 110, 120, 110, 72)
FIRST_PRINTED = 8
RUNNING = "Återrapportering av villkorsbeslut 2023"


def write_pdf(
    path: Path,
    rows: Sequence[Told] = ROWS,
    rules: Sequence[tuple[object, ...]] = GRID,
    *,
    repeat_head: int = 1,
    split_rows: bool = False,
    font: str = "Helvetica",
    change: Callable[[str], str] = str,
) -> Path:
    """Set the report as PDF with a running header and printed page numbers from 8.

    With split_rows, a page break cuts the fourth row: its outputs and effects go on on the next page.
    """
    sheet = getSampleStyleSheet()
    small = ParagraphStyle("small", parent=sheet["BodyText"], fontName=font, fontSize=9, leading=11)

    def table(*rows: Sequence[str]) -> Table:
        cells = [[Paragraph(change(text), small) for text in row] for row in rows]
        return Table(cells, WIDTHS, style=list(rules), repeatRows=repeat_head)

    told = [row.cells for row in rows]
    tables: list[object] = [table(HEAD, *told)]
    if split_rows:
        upper, lower = _split(told[3])
        head = [HEAD] * repeat_head
        tables = [table(HEAD, *told[:3], upper), PageBreak(), table(*head, lower, *told[4:])]
    story = [
        Paragraph(THEME, sheet["Heading1"]),
        Paragraph(PROSE, sheet["BodyText"]),
        *tables,
        Paragraph("Efter tabellen", sheet["Heading1"]),
        Paragraph("Här slutar den.", sheet["BodyText"]),
    ]
    SimpleDocTemplate(str(path), pagesize=A4).build(story, onFirstPage=_run, onLaterPages=_run)
    return path


def _split(cells: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    parts = [text.split(". ", maxsplit=1) if n in (2, 3) else [text, ""] for n, text in enumerate(cells)]
    return tuple(part[0] + "." * (n in (2, 3)) for n, part in enumerate(parts)), tuple(part[1] for part in parts)


def doubts(content: Content) -> list[str]:
    """Give what is noted of a report set by `write_pdf` besides its running header."""
    return [note for note in content.notes if note != f"sidhuvud och sidfot som inte läses: {RUNNING}"]


def _run(canvas: Canvas, template: SimpleDocTemplate) -> None:
    canvas.setFont("Helvetica", 9)
    canvas.drawString(72, 805, RUNNING)
    canvas.drawRightString(520, 30, f"Sida {template.page + FIRST_PRINTED - 1} av 40")


def write_word(path: Path, rows: Sequence[Told] = ROWS, page_break_before: int | None = None) -> Path:
    """Set the report as Word file; Word last began a page in the given row, from 0, in its outputs."""
    word = docx.Document()
    word.add_heading(THEME, level=1)
    word.add_paragraph(PROSE)
    table = word.add_table(rows=0, cols=len(HEAD))
    for n, row in enumerate((HEAD, *(row.cells for row in rows))):
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
        if n - 1 == page_break_before:
            first = cells[2].paragraphs[0]
            start, end = first.text.split(". ", maxsplit=1)
            first.text = f"{start}. "
            run = first.add_run()
            run._r.append(OxmlElement("w:lastRenderedPageBreak"))
            run.add_text(end)
    word.add_heading("Efter tabellen", level=1)
    word.add_paragraph("Här slutar den.")
    word.save(str(path))
    return path


def write_html(path: Path, rows: Sequence[Told] = ROWS) -> Path:
    """Set the report as HTML."""
    lines = "".join(
        "<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>"
        for row in (HEAD, *(row.cells for row in rows))
    )
    body = f"<h1>{THEME}</h1><p>{PROSE}</p><table>{lines}</table><h1>Efter tabellen</h1><p>Här slutar den.</p>"
    path.write_text(f"<!doctype html><html lang='sv'><body>{body}</body></html>", encoding="utf-8")
    return path
