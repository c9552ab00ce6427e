"""What each stage of the retriever's training learns from: queries with passages that belong to them or do not."""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from indexer.training.everyday import own_wordings, reworded_pairs, wording_pairs
from indexer.training.pairs import Pair, PairKind, read_pairs
from indexer.training.paragraphs import query_pairs, read_paragraphs
from indexer.training.reader.data import FAMILIES, GIVEN_FILES, SET_ASIDE, WRITTEN
from indexer.training.reader.examples import Example, drawn, read_families, read_public, read_written, source_of
from indexer.vectors.embedder import Embedder
from indexer.vectors.embedding import embed_texts

Row = tuple[str, ...]
"""A query, a passage that belongs to it and perhaps one that does not."""

# Of the first stage, by pair kind or file; questions first, since titles share their paragraphs' words.
PAIRS = {PairKind.QA: 800, PairKind.QUESTION_CONTEXT: 500, PairKind.TITLE_PARA: 500, PairKind.HEADING_PARA: 500}
PUBLIC = {"swequad_train_chunks": 800, "squad2_sv_train_half": 700, "tydiqa_en_train": 400}
ASKED = 800
GIVEN_AND_WRITTEN = 7000
# Of the second stage: titles, everyday words, and some of the first again, lest it be forgotten.
TITLES = {
    PairKind.TITLE_BODY: 700,
    PairKind.TITLE_PARA: 700,
    PairKind.HEADING_PARA: 400,
    PairKind.QUESTION_CONTEXT: 200,
}
EVERYDAY, FAMILIES_AGAIN, WRITTEN_AGAIN = 9000, 1000, 1500
# The nearest other passages by the model before are the hard negatives, but none that it finds nearly as near as the
# passage that answers: such a one may answer as well (de Souza P. Moreira et al. 2024, arXiv:2407.15831).
NEGATIVES, NEARNESS = 8, 0.95


def read_questions(data: Path, embedder: Embedder, seed: int) -> dict[str, list[Row]]:
    """Give questions and topics with the passages that answer them: the first stage.

    Args:
        embedder: The model before, which finds hard negatives.

    Raises:
        TrainingDataError: A file is missing or malformed.
    """
    folder = data / "reader"
    public = [
        example
        for name, most in PUBLIC.items()
        for example in drawn((e for e in read_public(folder / f"{name}.jsonl.gz") if e.answers), most, seed)
    ]
    told = [*drawn(_written(folder), GIVEN_AND_WRITTEN, seed), *public]
    asked = wording_pairs(own_wordings().asked, PairKind.ASKED)
    pairs = [*_as_pairs(told), *_given(data, PAIRS, seed), *_drawn(asked, ASKED, seed)]
    rows = [*with_negatives(pairs, embedder, seed), *family_rows(_families(), seed)]
    random.Random(seed).shuffle(rows)
    return {"questions": rows}


def read_texts(data: Path, collection: Sequence[Pair], embedder: Embedder, seed: int) -> dict[str, list[Row]]:
    """Give texts of all kinds with what one may type to find them: the second stage, by kind.

    Args:
        collection: Pairs made from the collection's own text (`collection_pairs`).
        embedder: The model before, which finds hard negatives.

    Raises:
        TrainingDataError: A file is missing or malformed.
    """
    wordings = own_wordings()
    reworded = reworded_pairs((), collection, wordings.everyday, 0, seed)
    paragraphs = [paragraph for paragraph in read_paragraphs(data) if paragraph.source not in SET_ASIDE]
    families = family_rows(_families(), seed)
    random.Random(seed).shuffle(families)
    return {
        "collection": _as_rows(collection),
        "reworded": _as_rows(reworded),
        "titles": _as_rows(_given(data, TITLES, seed)),
        "everyday": _as_rows(_drawn(wording_pairs(wordings.everyday, PairKind.EVERYDAY), EVERYDAY, seed)),
        "written": _as_rows(_as_pairs(drawn(_written(data / "reader"), WRITTEN_AGAIN, seed))),
        "paragraphs": with_negatives(query_pairs(paragraphs), embedder, seed),
        "families": families[:FAMILIES_AGAIN],
    }


def with_negatives(pairs: Sequence[Pair], embedder: Embedder, seed: int) -> list[Row]:
    """Give each pair a hard negative: a passage that the model before finds near the question."""
    draw = np.random.default_rng(seed)
    passages = list(dict.fromkeys(pair.passage for pair in pairs))
    places = {passage: place for place, passage in enumerate(passages)}
    vectors = embed_texts(embedder, passages, lambda *_: None)
    rows: list[Row] = []
    for start in range(0, len(pairs), 512):
        batch = pairs[start : start + 512]
        scores = embedder.embed_queries([pair.query for pair in batch]) @ vectors.T
        own = scores[np.arange(len(batch)), [places[pair.passage] for pair in batch]]
        scores[scores > NEARNESS * own[:, None]] = -np.inf
        nearest = np.argsort(-scores, axis=1)[:, :NEGATIVES]
        rows += [
            (pair.query, pair.passage, passages[near[draw.integers(len(near))]])
            for pair, near in zip(batch, nearest.tolist(), strict=True)
        ]
    return rows


def family_rows(examples: Iterable[Example], seed: int) -> list[Row]:
    """Give what is asked of families with each passage that answers or is about it, and one that is neither."""
    draw = random.Random(seed)
    asked: defaultdict[str, list[Example]] = defaultdict(list)
    for example in examples:
        asked[example.asked].append(example)
    rows: list[Row] = []
    for text, group in asked.items():
        wrong = [_passage(example) for example in group if example.answers is False or example.about == 0]
        right = [_passage(example) for example in group if example.answers or example.about == 1]
        rows += [(text, passage, draw.choice(wrong)) for passage in right if wrong]
    return rows


def _written(folder: Path) -> list[Example]:
    files = [*sorted(folder.glob(f"{GIVEN_FILES}*.jsonl.gz")), *sorted(WRITTEN.glob("*.jsonl"))]
    return [
        example
        for path in files
        if source_of(path) not in SET_ASIDE
        for example in read_written(path)
        if example.answers or example.about == 1
    ]


def _families() -> Iterator[Example]:
    for path in sorted(FAMILIES.glob("*.jsonl")):
        if source_of(path) not in SET_ASIDE:
            yield from read_families(path)


def _given(data: Path, kinds: Mapping[PairKind, int], seed: int) -> list[Pair]:
    by_kind: dict[PairKind, list[Pair]] = {kind: [] for kind in kinds}
    for pair in read_pairs(data):
        if pair.kind in by_kind:
            by_kind[pair.kind].append(pair)
    return [pair for kind, most in kinds.items() for pair in _drawn(by_kind[kind], most, seed)]


def _drawn(pairs: Sequence[Pair], most: int, seed: int) -> list[Pair]:
    return list(pairs) if len(pairs) <= most else random.Random(seed).sample(pairs, most)


def _as_pairs(examples: Iterable[Example]) -> list[Pair]:
    return [Pair(PairKind.QA, example.asked, _passage(example)) for example in examples]


def _as_rows(pairs: Iterable[Pair]) -> list[Row]:
    return [(pair.query, pair.passage) for pair in pairs]


def _passage(example: Example) -> str:
    return f"{example.under}: {example.passage}" if example.under else example.passage
