"""Folders of as many reports as wanted: sentences of a real one, each time others and in another order."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

from corpus.collection import DEFAULT_FOLDER

REAL = DEFAULT_FOLDER / "documents" / "orebro-2023.txt"
HEADINGS = ("Kompetensförsörjning", "Elförsörjning", "Landsbygd")
SENTENCES_EACH = 5
# One of so many is no PDF file, though it is called so.
DAMAGED_EVERY = 25

_SENTENCE = re.compile(r"(?<=[.!?]\s)[A-ZÅÄÖ][^.!?]{60,240}[.]")
_ENTRY = """
[[document]]
id = "{id}"
title = "Rapport {id}"
issuer = "Region Örebro län"
years = [2023]
kind = "rapport"
form = "prose"
language = "sv"
regions = ["Örebro"]
file = "{file}"
sha256 = "{sha256}"
"""


def make_reports(folder: Path, n: int, seed: int) -> list[str]:
    """Make a folder of n reports, some of them damaged.

    Returns:
        The ids of those that can be read.
    """
    (folder / "documents").mkdir(parents=True)
    entries, whole = [], []
    for number, told in enumerate(_reports(n, seed)):
        is_damaged = number % DAMAGED_EVERY == 1
        id_ = f"{'skadad' if is_damaged else 'rapport'}-{number}"
        file = folder / "documents" / f"{id_}.{'pdf' if is_damaged else 'txt'}"
        file.write_text("%PDF-1.7\ntrasig" if is_damaged else told, encoding="utf-8")
        entries.append(_ENTRY.format(id=id_, file=file.name, sha256=hashlib.sha256(file.read_bytes()).hexdigest()))
        whole += [] if is_damaged else [id_]
    (folder / "catalogue.toml").write_text("".join(entries), encoding="utf-8")
    return whole


def _reports(n: int, seed: int) -> Iterator[str]:
    rng = Random(seed)
    sentences = [" ".join(found.split()) for found in _SENTENCE.findall(REAL.read_text(encoding="utf-8"))]
    for _ in range(n):
        drawn = iter(rng.sample(sentences, len(HEADINGS) * SENTENCES_EACH))
        yield "\n\n".join(
            f"{number} {heading}\n\n{chr(10).join(next(drawn) for _ in range(SENTENCES_EACH))}"
            for number, heading in enumerate(HEADINGS, start=1)
        )
