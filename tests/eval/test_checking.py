"""The judged questions are looked at against a made-up collection, built as the real one is."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from corpus.collection import Collection
from eval.__main__ import app
from eval.truth.checking import check_questions, content_stems
from eval.truth.ground import ground_truth
from eval.truth.judged import Evidence, Question, QuestionKind, Split
from indexer.build import build_index
from indexer.folder.manifest import current_folder
from indexer.folder.store import IndexFolder
from indexer.vectors.loading import load_embedder
from tests.eval.made_up import make_question

VALIDATION = "Region Blekinge har byggt upp en struktur för validering tillsammans med Region Kronoberg."
GRID = "Elnätets kapacitet räcker inte i Karlshamn."
INVENTED = "Detta står inte någonstans i något av dokumenten alls."


@pytest.fixture
def root(collection: Collection, tmp_path: Path) -> Path:
    build_index(collection, load_embedder(), tmp_path / "index", lambda *_: None)
    return tmp_path / "index"


def evidence(quote: str) -> Evidence:
    return Evidence(document="blekinge-2023", region="Blekinge", quote=quote, grade=2)


QUESTIONS = (
    make_question("t1", QuestionKind.TOPICAL, "strukturer som validerar", evidence=(evidence(VALIDATION),)),
    make_question("t2", QuestionKind.TOPICAL, "strömbrist", evidence=(evidence(GRID), evidence(INVENTED))),
)


def test_a_quote_that_stands_nowhere_and_shared_words_are_found(root: Path) -> None:
    index = IndexFolder.open(current_folder(root), load_embedder())
    sound = check_questions(index, ground_truth(index, QUESTIONS))
    index.close()
    assert sound.n_quotes == sound.n_evidence == 3
    assert [(id_, quote.quote) for id_, quote in sound.not_on_page] == [("t2", INVENTED)]
    assert sound.not_in_passage == sound.not_on_page
    assert sound.unshared == ("t2",)
    assert sound.unshared_evidence == 2


def test_words_that_only_ask_and_places_are_no_content() -> None:
    assert content_stems("Vilka regioner arbetar med validering i Skåne?") == content_stems("valideringen")


def write(folder: Path, questions: tuple[Question, ...]) -> Path:
    folder.mkdir()
    lines = [json.dumps(question.model_dump(mode="json"), ensure_ascii=False) for question in questions]
    (folder / "all.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_the_command_fails_where_a_quote_stands_nowhere_and_hides_the_test_half(root: Path, tmp_path: Path) -> None:
    hidden = QUESTIONS[1].model_copy(update={"split": Split.TEST})
    folder = write(tmp_path / "questions", (QUESTIONS[0], hidden))
    result = CliRunner().invoke(app, ["check", "--questions", str(folder), "--index", str(root)])
    assert result.exit_code == 2
    assert "2 of 3 quotes stand on a page" in result.output
    assert "t2 on no page: blekinge-2023: (test)" in result.output
    assert INVENTED not in result.output


def test_exported_files_are_named_by_kind_and_system(root: Path, tmp_path: Path) -> None:
    folder = write(tmp_path / "questions", QUESTIONS[:1])
    arguments = ["export", str(tmp_path / "trec"), "--questions", str(folder), "--index", str(root)]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    assert (tmp_path / "trec" / "topical.topics").read_text(encoding="utf-8").startswith("<top>\n<num> Number: t1\n")
    qrels = (tmp_path / "trec" / "topical.qrels").read_text(encoding="utf-8").split()
    run = (tmp_path / "trec" / "hybrid-topical.run").read_text(encoding="utf-8").splitlines()
    assert qrels[:2] == ["t1", "0"]
    assert run[0].split()[2] == qrels[2]  # the only relevant section comes first
