"""Reports added to a collection, and what lies in its folder."""

from collections.abc import Mapping
from pathlib import Path

from corpus.adding.adding import NewDocument, add_document
from corpus.collection import read_collection
from corpus.document import Content


def add(file: Path, folder: Path, forms: Mapping[str, str], form: str | None = None) -> tuple[Content, str]:
    """Add a report of a form that the collection keeps, and give what the collection then reads, and the proposal."""
    (folder / "forms").mkdir()
    for name, text in forms.items():
        (folder / "forms" / f"{name}.toml").write_text(text, encoding="utf-8")
    new = NewDocument(
        id="ny-2024", title="Ny", issuer="Myndigheten", years=(2024,), kind="lista", form=form, regions=("Norrland",
        "Skåne", "Halland", "Dalarna", "Kalmar", "Gotland"),
    )  # fmt: skip
    added = add_document(file, new, folder)
    content = next(one for one in read_collection(folder).contents if one.document.id == "ny-2024")
    return content, added.proposal.line() if added.proposal else ""


def state(folder: Path) -> dict[str, bytes]:
    """Give every file of a folder by its path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
