import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from eval.errors import QuestionError
from eval.truth.judged import POOL_FILE, QuestionKind, Split, load_half, load_questions

FACT: dict[str, Any] = {
    "id": "f1",
    "question": "Hur många bussar köptes?",
    "kind": "fact",
    "split": "tune",
    "variants": {"dotless": "Hur manga bussar koptes?"},
    "regions": {},
    "wrong_regions": [],
    "evidence": [{"document": "d", "region": "Örebro", "quote": "Under året köptes sju nya bussar", "grade": 2}],
    "answers": ["sju", "7"],
}


def write(folder: Path, *records: dict[str, Any]) -> Path:
    lines = [json.dumps(record, ensure_ascii=False) + "\n" for record in records]
    (folder / "facts.jsonl").write_text("".join(lines), encoding="utf-8")
    return folder


def test_a_question_is_asked_once_for_itself_and_once_a_variant(tmp_path: Path) -> None:
    (question,) = load_questions(write(tmp_path, FACT))
    assert question.topics == {"f1": "Hur många bussar köptes?", "f1.dotless": "Hur manga bussar koptes?"}


QUOTE = FACT["evidence"][0]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"split": "train"}, "split: \"train\"; expected 'tune' or 'test'"),
        ({"id": "1"}, 'id: "1"; '),
        ({"note": "x"}, "note: unknown field; expected one of id, question, kind"),
        ({"answers": []}, "answers: a fact question has something here"),
        ({"evidence": []}, "evidence: a fact question has something here"),
        ({"regions": {"Örebro": 2}}, "regions: a fact question has nothing here"),
        ({"wrong_regions": ["Norrland"]}, "'Norrland' is a group; expected one region"),
        ({"wrong_regions": ["Atlantis"]}, "Atlantis"),
        ({"wrong_regions": ["VGR"]}, "'VGR' is called 'Västra Götaland'; expected that name"),
        ({"evidence": [QUOTE | {"grade": 4}]}, r"evidence\.0\.grade: 4; expected less than or equal to 3"),
        ({"evidence": [QUOTE | {"grade": "2"}]}, r"evidence\.0\.grade: .*valid integer"),
        ({"evidence": [QUOTE | {"quote": "fem ord är för få"}]}, "quote of 5 words .* expected 6-40"),
        ({"evidence": [QUOTE | {"quote": "ord " * 41}]}, "quote of 41 words"),
    ],
)
def test_a_malformed_question_is_refused_with_its_line_and_field(
    tmp_path: Path, change: dict[str, Any], named: str
) -> None:
    with pytest.raises(QuestionError, match=rf"facts\.jsonl:2: .*{named}"):
        load_questions(write(tmp_path, FACT | {"id": "f0"}, FACT | change))


def test_a_region_is_not_both_right_and_wrong(tmp_path: Path) -> None:
    change = {"kind": "regions", "answers": [], "regions": {"Skåne": 2}, "wrong_regions": ["Skåne"]}
    with pytest.raises(QuestionError, match=r"Skåne.* stand in both"):
        load_questions(write(tmp_path, FACT | change))


def test_an_id_stands_once(tmp_path: Path) -> None:
    with pytest.raises(
        QuestionError, match=r"facts\.jsonl:2: id 'f1' also stands in .*facts\.jsonl:1; expected it once"
    ):
        load_questions(write(tmp_path, FACT, FACT))


def test_a_line_that_is_not_json_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("{\n")
    with pytest.raises(QuestionError, match=r"a\.jsonl:1: the line: Invalid JSON"):
        load_questions(tmp_path)


def test_a_field_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match=r"facts\.jsonl:1: split: missing"):
        load_questions(write(tmp_path, {field: value for field, value in FACT.items() if field != "split"}))


def test_a_file_of_another_program_may_have_its_mark_and_line_ends(tmp_path: Path) -> None:
    lines = [
        json.dumps(FACT | {"id": id_, "question": "Hur\u2028många\x85?"}, ensure_ascii=False) for id_ in ("f1", "f2")
    ]
    (tmp_path / "a.jsonl").write_bytes(("\ufeff" + "\r\n".join(lines)).encode())
    assert [question.question for question in load_questions(tmp_path)] == ["Hur\u2028många\x85?"] * 2


def test_a_file_that_is_not_utf_8_is_told_with_the_byte(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes('{"id": "å"}'.encode("latin-1"))
    with pytest.raises(
        QuestionError, match=r"a\.jsonl: byte 8 is 0xe5, which is not UTF-8; expected JSON lines in UTF-8"
    ):
        load_questions(tmp_path)


def test_a_half_without_questions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="holds no question with split 'test'"):
        load_half(Split.TEST, write(tmp_path, FACT))


@pytest.mark.parametrize(("made", "named"), [(None, "is no folder"), ("", "holds no question in its .jsonl files")])
def test_what_holds_no_question_is_refused(tmp_path: Path, made: str | None, named: str) -> None:
    folder = tmp_path / "own"
    if made is not None:
        folder.mkdir()
        (folder / "a.jsonl").write_text(made)
    with pytest.raises(QuestionError, match=f"own {named}"):
        load_questions(folder)


def test_what_a_pool_held_in_vain_is_read_from_its_own_file(tmp_path: Path) -> None:
    quote = {"document": "d", "region": "Skåne", "quote": "Sommarjobb i hela regionen för ungdomar"}
    (tmp_path / POOL_FILE).write_text(json.dumps({"id": "f1", "not_relevant": [quote]}), encoding="utf-8")
    (question, other) = load_questions(write(tmp_path, FACT, FACT | {"id": "f2"}))
    assert [rejected.quote for rejected in question.not_relevant] == [quote["quote"]]
    assert other.not_relevant == ()


def test_a_pool_of_no_question_is_refused(tmp_path: Path) -> None:
    (tmp_path / POOL_FILE).write_text('{"id": "f9", "not_relevant": []}', encoding="utf-8")
    with pytest.raises(QuestionError, match=r"pool-not-relevant\.jsonl: no question has id 'f9'"):
        load_questions(write(tmp_path, FACT))


def test_a_folder_without_questions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="expected judged questions"):
        load_questions(tmp_path)


def test_the_committed_questions_are_well_formed_and_as_many_as_promised() -> None:
    counts = Counter(question.kind for question in load_questions())
    assert counts[QuestionKind.REGIONS] >= 40
    assert counts[QuestionKind.FACT] >= 60
    assert counts[QuestionKind.TOPICAL] >= 60
    assert counts[QuestionKind.COMPARABLE] >= 20
    assert counts[QuestionKind.UNANSWERABLE] >= 40
