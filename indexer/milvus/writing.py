"""Writes an index folder to a server as a build: beside the one in use, verified, and switched in by one alias."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import numpy as np

from indexer.errors import BuildError
from indexer.folder.parts import INTERACTION_FOLDER, RECORDS_FILE
from indexer.folder.records import PASSAGE, Records
from indexer.folder.store import IndexFolder
from indexer.index import pages_of
from indexer.milvus.builds import collection, new_name, switch_in
from indexer.milvus.impacts import Statistics
from indexer.milvus.index import MilvusIndex
from indexer.milvus.records import NO_VECTOR, WORDS_A_RECORD, Kind, key, page_id, record_rows
from indexer.milvus.schema import Kept, Part
from indexer.milvus.server import Row, Server
from indexer.milvus.words import word_number, word_rows, words_of
from indexer.passage import Passage
from indexer.progress import Progress
from indexer.vectors.embedder import Embedder
from indexer.vectors.interaction import WordVectors

# Rows of about 10 kB each: a request of some megabytes.
_BATCH = 500
# What writing one batch, or making an index, may take.
WRITING_SECONDS = 600.0
_PROBES = 20


def write_build(server: Server, folder: Path, embedder: Embedder, progress: Progress) -> str:
    """Write the build in an index folder to a server, verify it and put it into use; the one in use serves meanwhile.

    Only one such command may run against a server at a time.

    Args:
        server: Given `WRITING_SECONDS` to answer in.
        progress: Told the name of a step, in Swedish, how many rows have been written and of how many.

    Returns:
        The build's name on the server. The build before it is kept, older ones are removed.

    Raises:
        IndexFolderError: The folder is no whole index of this model.
        IndexServerError: The server does not answer, or refuses; the build in use stays.
        BuildError: The server does not give back what was written.
    """
    source = IndexFolder.open(folder, embedder)
    try:
        build = new_name(server, source.version)
        _write(server, build, source, folder, progress)
        _verify(server, build, source)
    finally:
        source.close()
    switch_in(server, build)
    return build


def _write(server: Server, build: str, source: IndexFolder, folder: Path, progress: Progress) -> None:
    manifest = source.manifest
    words = WordVectors.load(folder / INTERACTION_FOLDER)

    def fill(part: Part, step: str, dim: int, total: int, rows: Iterable[Row]) -> None:
        name = collection(build, part)
        server.create(name, Kept(part=part, dim=dim, n_rows=total))
        remaining, done = iter(rows), 0
        while batch := list(islice(remaining, _BATCH)):
            server.write(name, batch)
            done += len(batch)
            progress(step, done, max(done, total))
        server.finish(name)

    fill(Part.WORDS, "Skriver ord", words.vectors.shape[1], len(words.words), word_rows(words))
    fill(Part.INITIATIVES, "Skriver insatser", manifest.dim, manifest.initiatives, _compared_rows(source))
    fill(Part.PASSAGES, "Skriver stycken", manifest.dim, manifest.passages, _passage_rows(source))
    n_records = manifest.documents + manifest.pages + manifest.sections + manifest.initiatives
    fill(Part.RECORDS, "Skriver poster", len(NO_VECTOR), n_records, _record_rows(source, folder))


def _compared_rows(source: IndexFolder) -> Iterator[Row]:
    places = np.arange(source.manifest.initiatives)
    for batch in np.split(places, range(_BATCH, len(places), _BATCH)):
        for place, vector in zip(batch.tolist(), source.initiative_vectors(batch), strict=True):
            yield {"row": place, "vector": vector}


def _passage_rows(source: IndexFolder) -> Iterator[Row]:
    statistics = Statistics.of(_passages(source))
    for row, passage in enumerate(_passages(source)):
        yield {
            "row": row,
            "vector": source.vectors(np.array([row]))[0],
            "terms": statistics.impacts(passage),
            "key": key(passage.id),
            "content": PASSAGE.dump_json(passage).decode(),
            "words": [word_number(word) for word in words_of(passage.text)],
            "unit": passage.unit,
            "document": passage.document,
            "theme": passage.theme,
            "field": passage.field.value,
            "region": passage.region,
            "group_id": passage.group,
            "regions": list(passage.regions),
            "mentioned": list(passage.mentioned),
            "years": [str(year) for year in passage.years],
        }


def _passages(source: IndexFolder) -> Iterator[Passage]:
    total = source.manifest.passages
    for start in range(0, total, _BATCH):
        yield from source.passages(range(start, min(start + _BATCH, total)))


def _record_rows(source: IndexFolder, folder: Path) -> Iterator[Row]:
    documents = source.documents()
    healths = [(document, health) for document in documents if (health := source.health(document.id)) is not None]
    pages = ((page_id(page.document, page.page), page) for found in documents for page in pages_of(source, found.id))
    vocabulary = Records(folder / RECORDS_FILE).words()
    words = [vocabulary[start : start + WORDS_A_RECORD] for start in range(0, len(vocabulary), WORDS_A_RECORD)]
    yield from record_rows(Kind.DOCUMENT, ((told[0].id, told) for told in healths))
    yield from record_rows(Kind.PAGE, pages)
    yield from record_rows(Kind.SECTION, ((section.id, section) for section in source.sections()))
    yield from record_rows(Kind.INITIATIVE, ((initiative.id, initiative) for initiative in source.initiatives()))
    yield from record_rows(Kind.WORDS, enumerate(words))
    # Last of all: a build without one is not whole.
    yield from record_rows(Kind.MANIFEST, [("", source.manifest)])


def _verify(server: Server, build: str, source: IndexFolder) -> None:
    """Open what was written and compare it with the folder.

    Raises:
        BuildError: It does not give back what was put in.
    """
    written, manifest = MilvusIndex(server, build, source.embedder), source.manifest
    rows = np.arange(0, manifest.passages, -(-manifest.passages // _PROBES))
    same = {
        "stycken": written.passages(rows.tolist()) == source.passages(rows.tolist()),
        "vektorer": np.array_equal(written.vectors(rows), source.vectors(rows)),
        "insatser": written.initiatives() == source.initiatives(),
        "avsnitt": written.sections() == source.sections(),
        "ord": all(_finds_the_same(written, source, passage) for passage in source.passages(rows.tolist())),
    }
    wrong = [what for what, is_same in same.items() if not is_same]
    if wrong:
        raise BuildError(f"{server.uri}, {build}: gives back other {', '.join(wrong)}; expected those of the folder")


def _finds_the_same(written: MilvusIndex, source: IndexFolder, passage: Passage) -> bool:
    query = f"{passage.title} {passage.text}"[:200]
    found, expected = (index.lexical(query, 10, None).scores for index in (written, source))
    return len(found) == len(expected) and np.allclose(found, expected, rtol=1e-3)
