"""Tables as HTML, read as a report without a form of its own, and what was read of them."""

from collections.abc import Sequence
from pathlib import Path

from corpus.document import Content, Document, Field, Role
from corpus.pages import collapse
from tests.corpus import made

HEAD = ("Region", "Insats", "Beskrivning", "Resultat", "Effekter", "Mål")


def table(*rows: Sequence[str]) -> str:
    lines = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
    return f"<table>{lines}</table>"


def read(tmp_path: Path, body: str, of: Document | None = None) -> Content:
    path = tmp_path / "r.html"
    path.write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
    return made.read(path, of)


def roles(content: Content, field: Field) -> list[tuple[str, str | None, str | None, Role]]:
    return [
        (collapse(block.text), block.region, block.group, block.role)
        for block in content.blocks
        if block.field is field
    ]


def told(content: Content) -> list[tuple[str | None, str, str, str]]:
    return [(one.region, one.name, one.outputs, one.goals) for one in content.initiatives]
