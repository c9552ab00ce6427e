"""Edits `catalogue.toml` as text: entries are added, changed and removed, and all else stays as a person wrote it."""

import json
import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from corpus.drafts import replaced

_ENTRY = re.compile(r"^\[\[document\]\]", re.MULTILINE)


def entry_text(entry: Mapping[str, object]) -> str:
    """Give an entry as TOML; its strings, numbers and lists are written as in JSON."""
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in entry.items()]
    return "\n".join(["", "[[document]]", *lines, ""])


def without_entry(text: str, document: str) -> str:
    """Give a catalogue's text without the entry of a document; comments after it stay."""
    start, end = _place(text, document)
    return f"{text[:start].rstrip()}\n\n{text[end:].lstrip()}".strip() + "\n"


def with_values(text: str, document: str, values: Mapping[str, str]) -> str:
    """Give a catalogue's text with these values of a document's entry; each must stand there on a line of its own."""
    start, end = _place(text, document)
    entry = text[start:end]
    for key, value in values.items():
        line = f"{key} = {json.dumps(value, ensure_ascii=False)}"
        entry = re.sub(rf"(?m)^{key}\s*=.*$", line.replace("\\", r"\\"), entry, count=1)
    return text[:start] + entry + text[end:]


def replace_text(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    with replaced(path, path.with_name(f".{path.name}.{os.getpid()}")) as draft:
        draft.write(text.encode())


def _place(text: str, document: str) -> tuple[int, int]:
    """Find where a document's entry begins, and where its last value ends."""
    starts = [match.start() for match in _ENTRY.finditer(text)]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        block = text[start:end]
        if tomllib.loads(block)["document"][0].get("id") == document:
            lines = block.split("\n")
            while not lines[-1].strip() or lines[-1].lstrip().startswith("#"):
                lines.pop()
            return start, start + len("\n".join(lines))
    raise KeyError(document)
