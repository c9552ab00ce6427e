"""Pairs of texts that mean the same or answer each other: the model is trained to place them near each other."""

import gzip
import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from corpus.document import Content, Field, Initiative
from indexer.errors import TrainingDataError

PAIRS_FILE = "sv_pairs.jsonl.gz"
TEXT_FILE = "sv_text.txt.gz"

SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
MIN_SENTENCE_WORDS = 4
MIN_REST_CHARACTERS = 60

DOTLESS = str.maketrans("åäöÅÄÖ", "aaoAAO")
WORDS_PER_SLIP = 6
MIN_SLIP_CHARACTERS = 4


class PairKind(StrEnum):
    """What the first text of a pair is to the second."""

    TITLE_BODY = "title_body"
    TITLE_PARA = "title_para"
    HEADING_PARA = "heading_para"
    ADJACENT = "adjacent"
    QUESTION_CONTEXT = "question_context"
    LINKED_DOCS = "linked_docs"
    LINKED_TITLE = "linked_title"
    SUMMARY_BODY = "summary_body"
    QA = "qa"
    PARAPHRASE = "paraphrase"
    NLI_ENTAIL = "nli_entail"
    SYNONYM = "synonym"
    WORD_DEFINITION = "word_definition"
    PARALLEL_SV_EN = "parallel_sv_en"
    TRANSLATION_WORD = "translation_word"
    # Made here from the above and from text:
    CLOZE = "cloze"  # a sentence and the paragraph it was taken out of
    MISTYPED = "mistyped"  # a title as it may be typed, without dots or with slips, and its paragraph
    COLLECTION = "collection"  # two parts of one initiative or section of the reports
    EVERYDAY = "everyday"  # an everyday or English way to say an official word or phrase, and that
    ASKED = "asked"  # a question, and the invented initiative it asks for
    REWORDED = "reworded"  # a title in everyday words, and its paragraph
    REWORDED_COLLECTION = "reworded_collection"  # the same of the collection's pairs


TITLED = (PairKind.TITLE_BODY, PairKind.TITLE_PARA, PairKind.HEADING_PARA, PairKind.QUESTION_CONTEXT)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that belong together, the one that asks or names first."""

    kind: PairKind
    query: str
    passage: str


def read_pairs(data: Path) -> Iterator[Pair]:
    """Read the pairs of a training folder: gzipped JSON lines with `a`, `b` and `kind`.

    Raises:
        TrainingDataError: The file is missing, or a line is not such an object.
    """
    path = data / PAIRS_FILE
    for number, line in enumerate(_lines(path), start=1):
        try:
            entry = json.loads(line)
            yield Pair(PairKind(entry["kind"]), entry["a"], entry["b"])
        except (ValueError, KeyError, TypeError) as error:
            expectation = f"line {number}: expected an object with 'a', 'b' and one of the known kinds"
            raise TrainingDataError(path, expectation) from error


def read_text(data: Path) -> Iterator[str]:
    """Read the running text of a training folder, a paragraph a line.

    Raises:
        TrainingDataError: The file is missing or not gzipped UTF-8.
    """
    return _lines(data / TEXT_FILE)


def cloze_pairs(paragraphs: Iterable[str], kind: PairKind, seed: int) -> Iterator[Pair]:
    """Take one sentence out of each paragraph: it asks, what is left answers.

    Source:
        The inverse cloze task of Lee, Chang and Toutanova (ACL 2019), doi:10.18653/v1/P19-1612. As there, the sentence
        stays in one paragraph of ten, so that shared words count as well.
    """
    draw = random.Random(seed)
    for paragraph in paragraphs:
        sentences = SENTENCE_END.split(paragraph.strip())
        chosen = draw.randrange(len(sentences))
        rest = sentences if draw.random() < 0.1 else sentences[:chosen] + sentences[chosen + 1 :]
        passage = " ".join(rest)
        if len(sentences[chosen].split()) >= MIN_SENTENCE_WORDS and len(passage) >= MIN_REST_CHARACTERS:
            yield Pair(kind, sentences[chosen], passage)


def mistyped_pairs(pairs: Iterable[Pair], count: int, seed: int) -> list[Pair]:
    """Draw `count` pairs of a title and its paragraph; half the titles lose their dots, half have slips of the hand."""
    draw = random.Random(seed)
    titled = [pair for pair in pairs if pair.kind in TITLED]
    drawn = draw.sample(titled, min(count, len(titled)))
    return [Pair(PairKind.MISTYPED, _mistyped(pair.query, draw), pair.passage) for pair in drawn]


def _mistyped(text: str, draw: random.Random) -> str:
    if draw.random() < 0.5:
        return text.translate(DOTLESS)
    words = text.split(" ")
    for place in draw.sample(range(len(words)), 1 + len(words) // WORDS_PER_SLIP):
        words[place] = _slipped(words[place], draw) if len(words[place]) >= MIN_SLIP_CHARACTERS else words[place]
    return " ".join(words)


def _slipped(word: str, draw: random.Random) -> str:
    """Swap two neighbouring letters, leave one out or type one twice."""
    place = draw.randrange(len(word) - 1)
    before, first, second, after = word[:place], word[place], word[place + 1], word[place + 2 :]
    return before + draw.choice([second + first, second, first + first + second]) + after


def collection_pairs(contents: Sequence[Content], seed: int) -> list[Pair]:
    """Pair the parts of each initiative and section of the reports; no judged question is read.

    An initiative's name goes with its text, its outputs with its effects, a sentence of it with the rest; a section's
    heading and one of its sentences go with the section's text.
    """
    initiatives = [initiative for content in contents for initiative in content.initiatives]
    texts = [initiative.text for initiative in initiatives]
    prose = [block for content in contents for block in content.blocks if block.field is Field.PROSE]
    headings = {section.id: section.heading for content in contents for section in content.sections}
    return [
        *(pair for initiative in initiatives for pair in _initiative_pairs(initiative)),
        *(Pair(PairKind.COLLECTION, headings[block.section], block.text) for block in prose),
        *cloze_pairs([*texts, *(block.text for block in prose)], PairKind.COLLECTION, seed),
    ]


def _initiative_pairs(initiative: Initiative) -> Iterator[Pair]:
    parts = [initiative.description, initiative.outputs, initiative.effects]
    for part in filter(None, [*parts, initiative.text]):
        yield Pair(PairKind.COLLECTION, initiative.name, part)
    if initiative.outputs and initiative.effects:
        yield Pair(PairKind.COLLECTION, initiative.outputs, initiative.effects)


def _lines(path: Path) -> Iterator[str]:
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            yield from file
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise TrainingDataError(path, f"expected a gzipped UTF-8 file ({error})") from error
