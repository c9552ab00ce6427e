"""What readers say as qrels that another program reads: majorities, and what is called wrong apart."""

import csv
import sys
from pathlib import Path

import ir_measures
import pytest

from eval.__main__ import main
from eval.truth.feedback import sort_out, topic_id
from service.feedback import Feedback, FeedbackStore, Verdict

ELECTRICITY, FOREST = "Vem bygger <elnät> & mer?", "Skogen?"


def said(verdict: Verdict, question: str, passage: str) -> Feedback:
    return Feedback(
        said="2026-11-28T12:00:00+00:00", verdict=verdict, question=question, passage=passage, index_version="1"
    )


def test_a_majority_decides_and_a_draw_is_left_out() -> None:
    yes, no = Verdict.RELEVANT, Verdict.NOT_RELEVANT
    judged = sort_out(
        [said(yes, ELECTRICITY, "a"), said(yes, ELECTRICITY, "a"), said(no, ELECTRICITY, "a"),
         said(no, ELECTRICITY, "b"), said(yes, ELECTRICITY, "c"), said(no, ELECTRICITY, "c"),
         said(yes, FOREST, "d"), said(no, FOREST, "d"), said(Verdict.WRONG_PAGE, FOREST, "d")]
    )  # fmt: skip
    assert judged.qrels == {topic_id(ELECTRICITY): {"a": 1, "b": 0}}
    assert judged.topics == {topic_id(ELECTRICITY): ELECTRICITY}
    assert [each.passage for each in judged.wrong] == ["d"]


def test_the_command_writes_what_ir_measures_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    store = FeedbackStore(tmp_path / "feedback.sqlite")
    store.add(Verdict.RELEVANT, ELECTRICITY, "a", "1")
    store.add(Verdict.NOT_RELEVANT, ELECTRICITY, "b", "1")
    store.add(Verdict.WRONG_REGION, FOREST, "c", "1")
    monkeypatch.setattr("sys.argv", ["eval", "feedback", str(store.path), str(tmp_path / "out")])
    with pytest.raises(SystemExit) as left:
        main()
    assert not left.value.code
    assert "2 passages of 1 questions judged, 1 quotes called wrong" in capsys.readouterr().out
    qrels = list(ir_measures.read_trec_qrels(str(tmp_path / "out" / "feedback.qrels")))
    assert [(each.query_id, each.doc_id, each.relevance) for each in qrels] == [
        (topic_id(ELECTRICITY), "a", 1),
        (topic_id(ELECTRICITY), "b", 0),
    ]
    topics = (tmp_path / "out" / "feedback.topics").read_text(encoding="utf-8")
    assert "<title> Vem bygger &lt;elnät> &amp; mer?" in topics
    [wrong] = csv.DictReader((tmp_path / "out" / "wrong.csv").read_text(encoding="utf-8").splitlines())
    assert (wrong["verdict"], wrong["question"], wrong["passage"]) == ("wrong-region", FOREST, "c")


def test_a_missing_file_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["eval", "feedback", str(tmp_path / "none"), str(tmp_path)])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 2
    assert capsys.readouterr().err.startswith(f"error: {tmp_path / 'none'}")
