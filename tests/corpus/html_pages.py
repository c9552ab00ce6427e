"""HTML files of any text, and their lines as they are read."""

from pathlib import Path

from corpus.limits import Limits
from corpus.readers.html import read_html


def write(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "r.html"
    path.write_bytes(text.encode(encoding))
    return path


def lines(tmp_path: Path, text: str) -> list[tuple[str, int | None]]:
    (page,) = read_html(write(tmp_path, text), Limits())
    return [(line.text, line.heading) for line in page.lines if line.text]
