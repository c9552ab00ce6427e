"""What each stage of the reader's training learns from, and what is held out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.training.paragraphs import read_paragraphs
from indexer.training.reader.examples import (
    Example,
    drawn,
    paragraph_examples,
    read_families,
    read_public,
    read_written,
    source_of,
    stray_examples,
)
from indexer.vectors.embedder import Embedder

WRITTEN = Path(__file__).parents[1] / "written"
"""The project's own passages and questions, with the brief their writers had."""
FAMILIES = WRITTEN / "families"
"""Passages near one another with what is asked of all of them, by other writers."""
DOSSIERS = WRITTEN / "dossiers"
"""The same of the cells of one initiative and of its neighbours in the region, by others again."""

# Files of public data with how many examples of each are drawn: human questions first; what is machine-translated or
# has automatic negatives only teaches what a span is.
PUBLIC = {
    "swequad_train_chunks": 1927,
    "squad2_sv_train_half": 4967,
    "squad2_en_train_half": 2912,
    "tydiqa_en_train": 3000,
    "squad11_en": 9000,
}
# What is read again among the written questions, lest reading in general be forgotten.
PUBLIC_AGAIN = {"swequad_train_chunks": 1000, "squad2_sv_train_half": 1000}
# Whose questions only the last stage teaches; with them it sees some of what the stage before has seen once.
LATER = ("y", "z", "za", "zb", "am", "an", "ao", "ap")
SEEN_AGAIN = 12_000
# Whole writers are set aside, of the given files and of our own.
SET_ASIDE = ("written_10", "written_11", "h", "p", "w", "ag")
# Most of what a search gives to read is near and does not answer: so many questions are also asked of another passage.
STRAYING = 4000
# Of what no passage of a family or of a dossier answers, and of all graded topics.
FAMILIES_SILENT, DOSSIERS_SILENT, TOPICS = 3000, 3000, 4000
GIVEN_FILES = "written_"
# Examples of a file set aside that are measured: some minutes in all.
MEASURED = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """The examples of each stage, and those set aside by the file they are from."""

    stages: dict[str, list[Example]]
    aside: dict[str, list[Example]]


def read_data(data: Path, embedder: Embedder, seed: int) -> Data:
    """Read what is trained on and what is set aside."""
    folder = data / "reader"
    files = [*sorted(folder.glob(f"{GIVEN_FILES}*.jsonl.gz")), *sorted(WRITTEN.glob("*.jsonl"))]
    written = {source_of(path): list(read_written(path)) for path in files}
    families = {source_of(path): list(read_families(path)) for path in sorted(FAMILIES.glob("*.jsonl"))}
    dossiers = {source_of(path): list(read_families(path)) for path in sorted(DOSSIERS.glob("*.jsonl"))}
    paragraphs = _by_source(paragraph_examples(read_paragraphs(data)))
    single, of_families, of_dossiers = (_learned(files) for files in (written, families, dossiers))
    all_questions = [*(example for example in single if not example.is_topic), *_learned(paragraphs)]
    questions = [example for example in all_questions if example.source not in LATER]
    learned = [
        *questions,
        *_strays(questions, questions, embedder, seed),
        *_asked(of_families, FAMILIES_SILENT, seed),
        *_asked(of_dossiers, DOSSIERS_SILENT, seed),
        *drawn([example for example in [*single, *of_families, *of_dossiers] if example.is_topic], TOPICS, seed),
        *_public(folder, PUBLIC_AGAIN, seed + 1),
    ]
    later = [example for example in all_questions if example.source in LATER]
    again = [
        *later,
        *_strays(later, all_questions, embedder, seed),
        *drawn(learned, SEEN_AGAIN, seed + 2),
    ]
    aside = {
        name: examples for name, examples in (written | families | dossiers | paragraphs).items() if name in SET_ASIDE
    }
    for name in ("swequad_test_chunks", "squad2_sv_test_half"):
        aside[name] = list(read_public(folder / f"{name}.jsonl.gz"))
    return Data(
        stages={"public": _public(folder, PUBLIC, seed), "written": learned, "again": again},
        aside={name: drawn(examples, MEASURED, seed) for name, examples in aside.items()},
    )


def _learned(files: Mapping[str, list[Example]]) -> list[Example]:
    return [example for name, examples in files.items() if name not in SET_ASIDE for example in examples]


def _strays(asked: Sequence[Example], others: Sequence[Example], embedder: Embedder, seed: int) -> list[Example]:
    straying = drawn([example for example in asked if example.answers], STRAYING, seed)
    return stray_examples(straying, others, embedder, seed)


def _by_source(examples: Iterable[Example]) -> dict[str, list[Example]]:
    found: dict[str, list[Example]] = {}
    for example in examples:
        found.setdefault(example.source, []).append(example)
    return found


def _public(folder: Path, files: Mapping[str, int], seed: int) -> list[Example]:
    return [
        example
        for name, most in files.items()
        for example in drawn(read_public(folder / f"{name}.jsonl.gz"), most, seed)
    ]


def _asked(examples: Sequence[Example], silent: int, seed: int) -> list[Example]:
    """Give the questions that are answered, and at most so many that are not."""
    questions = [example for example in examples if not example.is_topic]
    return [
        *(example for example in questions if example.answers),
        *drawn([example for example in questions if not example.answers], silent, seed),
    ]
