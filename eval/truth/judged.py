"""Judged questions: what is asked, and what a reader found that answers it; questions/README.md tells the format."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from corpus.errors import UnknownRegionError
from corpus.regions import Region
from corpus.regions.names import find_place
from eval.errors import QuestionError
from eval.truth.json_lines import read_records

DEFAULT_FOLDER = Path(__file__).parent.parent / "questions"
POOL_FILE = "pool-not-relevant.jsonl"
MIN_EVIDENCE_WORDS, MAX_EVIDENCE_WORDS = 6, 40


class QuestionKind(StrEnum):
    """What a question asks for, and so which measures apply."""

    REGIONS = "regions"
    FACT = "fact"
    TOPICAL = "topical"
    COMPARABLE = "comparable"
    UNANSWERABLE = "unanswerable"


class Split(StrEnum):
    """Questions to improve the system with, and questions that only a report touches."""

    TUNE = "tune"
    TEST = "test"


class Variant(StrEnum):
    """Another way to ask the same question, with the same judgements."""

    TYPO = "typo"
    DOTLESS = "dotless"
    ENGLISH = "english"


Text = Annotated[str, Field(min_length=1, max_length=500)]


class Record(BaseModel):
    """Base of the records: frozen, no field too many, no silent conversion."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Quote(Record):
    """Words that stand in a document, in a row or section of this region or group."""

    document: Text
    region: Text
    quote: Text

    @model_validator(mode="after")
    def _check_region(self) -> Self:
        _check_place(self.region)
        return self


class Evidence(Quote):
    """A quote that answers the question: grade 3 wholly, 2 clearly, 1 touches it."""

    grade: Annotated[int, Field(ge=1, le=3)]

    @model_validator(mode="after")
    def _check_length(self) -> Self:
        n_words = len(self.quote.split())
        if not MIN_EVIDENCE_WORDS <= n_words <= MAX_EVIDENCE_WORDS:
            expected = f"expected {MIN_EVIDENCE_WORDS}-{MAX_EVIDENCE_WORDS}"
            raise ValueError(f"quote of {n_words} words ({self.quote!r}); {expected}")
        return self


class Question(Record):
    """One judged question.

    Attributes:
        variants: The question misspelt, without dots and rings, or in English.
        regions: By region's name, 2 where the topic is central to what it does and 1 where it touches it.
        wrong_regions: Regions that tempt: their text has the words, or looks like it, and they do not belong.
        evidence: Every place that answers it; empty for the unanswerable.
        answers: The short answer of a fact question, then other ways to write it.
        source: For a comparable question, the initiative that others are compared with.
        not_relevant: What a reader of pooled hits found not to answer it; kept in a file of its own.
    """

    id: Annotated[str, Field(pattern=r"^[a-z]+[0-9]+$")]
    question: Text
    kind: QuestionKind
    split: Split
    variants: Mapping[Variant, Text]
    regions: Mapping[str, Annotated[int, Field(ge=1, le=2)]]
    wrong_regions: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    answers: tuple[Text, ...]
    source: Quote | None = None
    not_relevant: tuple[Quote, ...] = ()

    @model_validator(mode="after")
    def _check(self) -> Self:
        for name in (*self.regions, *self.wrong_regions):
            _check_region(name)
        if both := sorted(set(self.regions) & set(self.wrong_regions)):
            raise ValueError(f"regions {both} stand in both regions and wrong_regions; expected one of them")
        for field, needed_by in _NEEDED_BY.items():
            if bool(getattr(self, field)) is not (self.kind in needed_by):
                expected = "something" if self.kind in needed_by else "nothing"
                raise ValueError(f"{field}: a {self.kind} question has {expected} here")
        return self

    @property
    def topics(self) -> dict[str, str]:
        """Give what is asked, by topic id: the question's own and `<id>.<variant>` for each variant."""
        return {self.id: self.question} | {f"{self.id}.{name}": text for name, text in self.variants.items()}


class Rejected(Record):
    """What a reader of the pool of one question found not relevant to it."""

    id: str
    not_relevant: tuple[Quote, ...]


T = TypeVar("T", Question, Rejected)

_NEEDED_BY = {
    "regions": {QuestionKind.REGIONS},
    "evidence": set(QuestionKind) - {QuestionKind.UNANSWERABLE},
    "answers": {QuestionKind.FACT},
    "source": {QuestionKind.COMPARABLE},
}


def load_questions(folder: Path = DEFAULT_FOLDER) -> list[Question]:
    """Read every `*.jsonl` file of a folder, in the order of file names and lines, and what its pool file rejects.

    Raises:
        QuestionError: The folder is none or has no such file, no question stands there, a line is malformed, an id
            stands twice, or the pool file names an id that no question has.
    """
    if not folder.is_dir():
        raise QuestionError(f"{folder} is no folder; expected one with judged questions in .jsonl files")
    paths = sorted(path for path in folder.glob("*.jsonl") if path.name != POOL_FILE)
    if not paths:
        raise QuestionError(f"{folder} holds no .jsonl file; expected judged questions")
    questions = _by_id(read for path in paths for read in read_records(path, Question, QuestionError))
    if not questions:
        raise QuestionError(f"{folder} holds no question in its .jsonl files; expected at least one")
    pool = folder / POOL_FILE
    rejected = _by_id(read_records(pool, Rejected, QuestionError)) if pool.exists() else {}
    if unknown := sorted(set(rejected) - set(questions)):
        raise QuestionError(f"{POOL_FILE}: no question has id {unknown[0]!r}; expected an id of another file")
    for id_, found in rejected.items():
        questions[id_] = questions[id_].model_copy(update={"not_relevant": found.not_relevant})
    return list(questions.values())


def load_half(split: Split, folder: Path = DEFAULT_FOLDER) -> list[Question]:
    """Read the questions of one half, as `load_questions` does.

    Raises:
        QuestionError: There is none.
    """
    half = [question for question in load_questions(folder) if question.split is split]
    if not half:
        raise QuestionError(f"{folder} holds no question with split {split.value!r}; expected at least one")
    return half


def _by_id(reads: Iterable[tuple[str, T]]) -> dict[str, T]:
    places: dict[str, str] = {}
    records: dict[str, T] = {}
    for place, record in reads:
        if record.id in places:
            raise QuestionError(f"{place}: id {record.id!r} also stands in {places[record.id]}; expected it once")
        places[record.id] = place
        records[record.id] = record
    return records


def _check_place(name: str) -> None:
    try:
        place = find_place(name)
    except UnknownRegionError as error:
        raise ValueError(str(error)) from error
    if place.name != name:
        raise ValueError(f"{name!r} is called {place.name!r}; expected that name")


def _check_region(name: str) -> None:
    _check_place(name)
    if not isinstance(find_place(name), Region):
        raise ValueError(f"{name!r} is a group; expected one region")
