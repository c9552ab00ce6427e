"""Officers' questions: read whole, judged by what is expected, and wrong for a reason that is told."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from eval.errors import QuestionError
from eval.measure.officers import Expectation, faults, judge, load_officers_questions
from eval.truth.judged import Split
from indexer.index import Filters
from service.answer.answer import Answer
from service.answering import Answerer
from service.search.searcher import Searcher
from tests.service.memory_index import BUCKET_RANKING
from tests.service.samples import REPORT, make_index
from tests.service.word_reader import WordReader

FILM = "Vilka regioner stöttar film?"


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return Answerer(Searcher(make_index(), ranking=BUCKET_RANKING), WordReader())


@pytest.fixture(scope="module")
def film(answerer: Answerer) -> Answer:
    return answerer.answer(FILM, Filters())


def found(answer: Answer, group: str, /, **expected: Any) -> list[str]:
    return list(faults(answer, group, Expectation.model_validate({"status": ["answered"], **expected})))


def test_our_own_are_of_every_kind_half_of_each_set_aside() -> None:
    questions = load_officers_questions()
    assert len(questions) == len({question.id for question in questions}) >= 150
    groups = {question.group for question in questions}
    assert len(groups) >= 10
    for group in groups:
        halves = [question.split for question in questions if question.group == group]
        assert abs(halves.count(Split.TUNE) - halves.count(Split.TEST)) <= 1


@pytest.mark.parametrize(
    ("expected", "fault"),
    [
        ({"status": ["not_found"]}, "status answered"),
        ({"regions": ["Skåne", "Gävleborg"]}, None),
        ({"regions": ["Skåne"]}, "too many: Gävleborg"),
        ({"regions": ["Skåne"], "regions_allowed": ["Gävleborg"]}, None),
        ({"regions": ["Skåne", "Gävleborg", "Dalarna"]}, "lacks Dalarna"),
        ({"without": ["Skåne"]}, "evidence of Skåne"),
        ({"units": ["filmfond"]}, None),
        ({"units": ["elnät"]}, "units"),
        ({"pages": [[REPORT, 2]]}, None),
        ({"pages": [[REPORT, 99]]}, "pages"),
        ({"answer": ["sju filminspelningar"]}, None),
        ({"answer": ["åtta"]}, "answer"),
        ({"count": 2}, "count None"),
    ],
)
def test_an_answer_is_right_or_its_fault_is_told(film: Answer, expected: dict[str, Any], fault: str | None) -> None:
    told = found(film, "regions", **expected)
    assert (not told) if fault is None else told[0].startswith(fault)


def test_a_silent_answer_that_is_right_needs_no_more(film: Answer) -> None:
    silent = replace(film, answered=False, citations=(), regions=())
    assert found(silent, "regions", regions=["Skåne"]) == []


def test_of_other_kinds_a_region_quoted_will_do(film: Answer) -> None:
    assert found(film, "passages", regions=["Skåne", "Stockholm"]) == []
    assert found(film, "passages", regions=["Stockholm"]) == ["regions ['Gävleborg', 'Skåne']"]


def test_a_question_is_asked_as_it_stands(answerer: Answerer) -> None:
    [question, *_] = load_officers_questions()
    asked = question.model_copy(update={"question": FILM, "expect": Expectation(status=("outside",))})  # type: ignore[arg-type]
    assert judge(answerer, asked).faults == ("status answered",)


@pytest.mark.parametrize("line", ["{", '{"id": "o-1"}', json.dumps({"id": ""})])
def test_a_line_that_is_no_question_is_told_with_its_number(tmp_path: Path, line: str) -> None:
    path = tmp_path / "officers.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(QuestionError, match=r"officers\.jsonl:1: "):
        load_officers_questions(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="cannot be read"):
        load_officers_questions(tmp_path / "absent.jsonl")
