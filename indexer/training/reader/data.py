"""What each stage of the reader's training learns from, and what is set aside."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.training.paragraphs import read_paragraphs
from indexer.training.reader.examples import (
    Example,
    drawn,
    halves,
    paragraph_examples,
    read_families,
    read_public,
    read_written,
    source_of,
    stray_examples,
)
from indexer.vectors.embedder import Embedder

STAGES = ("public", "written", "strays", "families", "dossiers", "paragraphs")
WRITTEN = Path(__file__).parents[1] / "written"
"""The project's own passages and questions, with the brief their writers had."""
FAMILIES = WRITTEN / "families"
"""Passages near one another with what is asked of all of them, by other writers."""
DOSSIERS = WRITTEN / "dossiers"
"""The same of the cells of one initiative and of its neighbours in the region, by others again."""

# Files of public data with how many examples of each are drawn: human questions first; what is machine-translated or
# has automatic negatives only teaches what a span is.
PUBLIC = {"swequad_train_chunks": 1927, "squad2_sv_train_half": 2500, "squad2_en_train_half": 500}
# Whole writers are set aside, of the given files and of our own.
SET_ASIDE = ("written_10", "written_11", "h", "p", "w", "ag")
# What of the written data is learned first: our own questions all, since they also tell what a passage stands under, of
# the given ones and of the graded topics these shares; the stage after it takes the rest.
GIVEN, TOPICS = 0.55, 0.35
# One answered question in this many is also asked of a passage that does not answer it.
STRAY_EVERY = 4
# Most of what a search gives to read is near and does not answer: so many topics and questions that stray, beside so
# many that do not.
TOPICS_STAYING, TOPICS_STRAYING, QUESTIONS_STRAYING = 1500, 1200, 1200
# Of what no passage of a family answers this share, and so many answered questions again, lest spans be forgotten.
FAMILY_SILENT, ANSWERED_AGAIN = 0.4, 800
# Of what no passage of a dossier answers this share, so much of the families and so many graded topics again, and all
# that is asked of single passages: what was read once is not yet learned.
DOSSIER_SILENT, FAMILIES_AGAIN, TOPICS_AGAIN = 0.5, 3000, 1500
# So much of what is asked of paragraphs of public text, of our own single passages and of near ones again.
PARAGRAPHS_READ, OWN_AGAIN, KIN_AGAIN = 6000, 4000, 1000
GIVEN_FILES = "written_"
# Examples of a file set aside that are measured: some minutes in all.
MEASURED = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """The examples of each stage, and those set aside by the file they are from."""

    stages: dict[str, list[Example]]
    aside: dict[str, list[Example]]


def read_data(data: Path, embedder: Embedder, seed: int, stages: Sequence[str] = STAGES) -> Data:
    """Read what is trained on and what is set aside."""
    folder = data / "reader"
    found: dict[str, list[Example]] = {}
    if "public" in stages:
        found["public"] = [
            example
            for name, most in PUBLIC.items()
            for example in drawn(read_public(folder / f"{name}.jsonl.gz"), most, seed)
        ]
    files = [*sorted(folder.glob(f"{GIVEN_FILES}*.jsonl.gz")), *sorted(WRITTEN.glob("*.jsonl"))]
    written = {source_of(path): list(read_written(path)) for path in files}
    families = {source_of(path): list(read_families(path)) for path in sorted(FAMILIES.glob("*.jsonl"))}
    dossiers = {source_of(path): list(read_families(path)) for path in sorted(DOSSIERS.glob("*.jsonl"))}
    paragraphs = _by_source(paragraph_examples(read_paragraphs(data)))
    learned = _learned(written)
    questions = [example for example in learned if not example.is_topic]
    own = [example for example in questions if not example.source.startswith(GIVEN_FILES)]
    given = [example for example in questions if example.source.startswith(GIVEN_FILES)]
    first, rest = halves(given, GIVEN, seed)
    topics, more_topics = halves([example for example in learned if example.is_topic], TOPICS, seed)
    if "written" in stages:
        asked = [*own, *first]
        answered = [example for example in asked if example.answers][::STRAY_EVERY]
        found["written"] = [*asked, *topics, *stray_examples(answered, learned, embedder, seed)]
    if "strays" in stages:
        about = [example for example in learned if example.about == 1]
        straying = [
            *drawn([example for example in questions if example.answers], QUESTIONS_STRAYING, seed + 1),
            *drawn(about, TOPICS_STRAYING, seed + 1),
        ]
        found["strays"] = [
            *rest,
            *drawn(more_topics, TOPICS_STAYING, seed),
            *stray_examples(straying, learned, embedder, seed),
        ]
    if "families" in stages:
        asked, silent = _told(_learned(families))
        again = drawn([example for example in questions if example.answers], ANSWERED_AGAIN, seed + 2)
        found["families"] = [*asked, *drawn(silent, round(FAMILY_SILENT * len(silent)), seed), *again]
    if "dossiers" in stages:
        asked, silent = _told(_learned(dossiers))
        kin = _learned(families)
        found["dossiers"] = [
            *(example for example in asked if not example.is_topic),
            *drawn(silent, round(DOSSIER_SILENT * len(silent)), seed),
            *drawn([example for example in kin if not example.is_topic], FAMILIES_AGAIN, seed + 3),
            *drawn([example for example in [*asked, *kin] if example.is_topic], TOPICS_AGAIN, seed + 3),
            *questions,
        ]
    if "paragraphs" in stages:
        kin = [example for example in _learned(families | dossiers) if not example.is_topic]
        found["paragraphs"] = [
            *drawn(_learned(paragraphs), PARAGRAPHS_READ, seed),
            *drawn(kin, KIN_AGAIN, seed + 4),
            *drawn(own, OWN_AGAIN, seed + 4),
        ]
    aside = {
        name: examples for name, examples in (written | families | dossiers | paragraphs).items() if name in SET_ASIDE
    }
    for name in ("swequad_test_chunks", "squad2_sv_test_half"):
        aside[name] = list(read_public(folder / f"{name}.jsonl.gz"))
    return Data(stages=found, aside={name: drawn(examples, MEASURED, seed) for name, examples in aside.items()})


def _learned(files: Mapping[str, list[Example]]) -> list[Example]:
    return [example for name, examples in files.items() if name not in SET_ASIDE for example in examples]


def _by_source(examples: Iterable[Example]) -> dict[str, list[Example]]:
    found: dict[str, list[Example]] = {}
    for example in examples:
        found.setdefault(example.source, []).append(example)
    return found


def _told(examples: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    """Give topics and answered questions, and the questions that are not answered."""
    is_told = [example.is_topic or bool(example.answers) for example in examples]
    told = [example for example, told in zip(examples, is_told, strict=True) if told]
    return told, [example for example, told in zip(examples, is_told, strict=True) if not told]
