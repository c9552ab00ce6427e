from dataclasses import replace
from pathlib import Path

import ir_measures

from corpus.document import Initiative, Place, Status
from corpus.identity import Tellings
from eval.truth.judged import Evidence, Question, QuestionKind, Quote, Split, Variant
from eval.truth.qrels import Stretch, judge, write_qrels, write_topics

LONG = "Under året köptes sju nya bussar till stadstrafiken i Örebro"


def stretch(id_: str, unit: str | None, text: str, document: str = "d", page: int = 1) -> Stretch:
    return Stretch(id=id_, document=document, page=page, text=text, unit=unit, region="18")


def question(*evidence: Evidence) -> Question:
    return Question(
        id="t1",
        question="nya bussar",
        kind=QuestionKind.TOPICAL,
        split=Split.TUNE,
        variants={Variant.TYPO: "nya busar"},
        regions={},
        wrong_regions=(),
        evidence=evidence,
        answers=(),
    )


def evidence(quote: str = LONG, grade: int = 2, document: str = "d") -> Evidence:
    return Evidence(document=document, region="Örebro", quote=quote, grade=grade)


def initiative(id_: str, *also_in: str) -> Initiative:
    return Initiative(
        id=id_,
        document="d",
        section="d-1",
        region="18",
        group=None,
        theme=None,
        status=Status.REPORTED,
        name=id_,
        description="",
        outputs="",
        effects="",
        goals="",
        text="",
        first_page=1,
        last_page=1,
        also_in=tuple(Place(document="e", page=1, initiative=other) for other in also_in),
    )


NOTHING_TWICE = Tellings([], [])


def test_every_passage_that_holds_the_quote_is_relevant_and_its_variants_share_that() -> None:
    here = [stretch("p1", "i1", LONG), stretch("p2", "i2", "något annat"), stretch("p3", "i3", f"Och {LONG} igen")]
    judgements = judge([question(evidence())], here, NOTHING_TWICE)
    assert judgements.passages == {"t1": {"p1": 2, "p3": 2}, "t1.typo": {"p1": 2, "p3": 2}}
    assert judgements.units["t1"] == {"i1": 2, "i3": 2}
    assert judgements.lost == ()


def test_the_same_words_in_another_document_are_not_that_evidence() -> None:
    here = [stretch("p1", "i1", LONG, document="other")]
    judgements = judge([question(evidence())], here, NOTHING_TWICE)
    assert judgements.passages["t1"] == {}
    assert judgements.lost == (("t1", evidence()),)


def test_an_initiative_has_the_highest_grade_of_its_evidence() -> None:
    other = "Elbussarna har minskat bullret i hela centrum"
    here = [stretch("p1", "i1", LONG), stretch("p2", "i1", other)]
    judgements = judge([question(evidence(grade=1), evidence(other, grade=3))], here, NOTHING_TWICE)
    assert judgements.units["t1"] == {"i1": 3}
    assert judgements.passages["t1"] == {"p1": 1, "p2": 3}


def test_what_was_judged_not_relevant_has_grade_0_unless_it_is_relevant_elsewhere() -> None:
    other, absent = "Elbussarna har minskat bullret i hela centrum", "Ord som inte står i någon rapport alls"
    in_vain = tuple(Quote(document="d", region="Örebro", quote=text) for text in (other, LONG, absent))
    asked = question(evidence(grade=1)).model_copy(update={"not_relevant": in_vain})
    judgements = judge([asked], [stretch("p1", "i1", LONG), stretch("p2", "i2", other)], NOTHING_TWICE)
    assert judgements.units["t1"] == judgements.units["t1.typo"] == {"i1": 1, "i2": 0}
    assert judgements.passages["t1"] == {"p1": 1}
    assert judgements.lost == (("t1", in_vain[2]),)


def test_an_initiative_told_in_two_places_counts_once_with_the_higher_grade() -> None:
    same = Tellings([initiative("i1", "i2"), initiative("i2", "i1"), initiative("i3")], [])
    here = [stretch("p1", "i1", LONG), stretch("p2", "i2", LONG, document="e"), stretch("p3", "i3", LONG)]
    judgements = judge([question(evidence(), evidence(grade=3, document="e"))], here, same)
    assert judgements.units["t1"] == {"i1": 3, "i3": 2}


def test_pages_are_where_evidence_stands() -> None:
    here = [stretch("p1", "i1", LONG, page=4), stretch("p2", "i1", "något annat", page=5)]
    assert judge([question(evidence())], here, NOTHING_TWICE).pages == {"t1": frozenset({("d", 4)})}


def test_a_comparable_question_asks_about_the_initiative_that_holds_its_source() -> None:
    other = "Elbussarna har minskat bullret i hela centrum"
    asked = replace_source(question(evidence()), Quote(document="d", region="Örebro", quote=other))
    here = [stretch("p1", "i1", LONG), stretch("p2", "i2", other)]
    assert judge([asked], here, NOTHING_TWICE).sources["t1"].unit == "i2"
    assert judge([asked], here[:1], NOTHING_TWICE).lost == (("t1", asked.source),)


def replace_source(asked: Question, source: Quote) -> Question:
    return asked.model_copy(update={"kind": QuestionKind.COMPARABLE, "source": source})


def test_text_that_belongs_to_no_unit_is_relevant_as_a_passage_only() -> None:
    window = replace(stretch("p1", "i1", LONG), unit=None)
    judgements = judge([question(evidence())], [window], NOTHING_TWICE)
    assert judgements.units["t1"] == {}
    assert judgements.passages["t1"] == {"p1": 2}


def test_ir_measures_reads_the_qrels_written(tmp_path: Path) -> None:
    write_qrels({"t1": {"i1": 3, "i2": 1}}, tmp_path / "qrels")
    read = [(j.query_id, j.doc_id, j.relevance) for j in ir_measures.read_trec_qrels(str(tmp_path / "qrels"))]
    assert read == [("t1", "i1", 3), ("t1", "i2", 1)]


def test_topics_are_in_trecs_form(tmp_path: Path) -> None:
    write_topics({"t1": "FoU & <test>"}, tmp_path / "topics")
    expected = "<top>\n<num> Number: t1\n<title> FoU &amp; &lt;test>\n</top>\n"
    assert (tmp_path / "topics").read_text(encoding="utf-8") == expected
