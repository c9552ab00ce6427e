"""The classifier of questions: what it tells apart, how large it is, and what it was fitted with."""

import json

import numpy as np
import pytest

from eval.tuning.kinds import OWN
from indexer.vectors.embedder import Embedder, fingerprint
from indexer.vectors.fused import fused_folders, read_embedder
from indexer.vectors.loading import DEFAULT_MODEL, load_embedder
from service.asked.classifier import ASPECTS, BUCKETS, KINDS, WEIGHTS, Classifier, Head, classifier
from service.asked.reading import read_question
from service.asked.understood import Kind
from service.errors import ServiceError


def test_classifier_was_fitted_with_the_model_that_reads() -> None:
    """Else words decide alone: `python -m eval kinds --write` fits it anew."""
    reads, _ = fused_folders(DEFAULT_MODEL)
    assert classifier().model == fingerprint(reads)


def test_weights_fitted_before_a_kind_was_added_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.asked.classifier.KINDS", ("new", *KINDS))
    with pytest.raises(
        ServiceError, match=rf"kind is fitted to {len(KINDS)} labels; expected {len(KINDS) + 1}, .*kinds"
    ):
        Classifier.load()


@pytest.fixture(scope="module")
def reads() -> Embedder:
    return read_embedder(load_embedder())


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("vätgas", Kind.PASSAGES),
        ("hyperloop", Kind.PASSAGES),
        ("kanoter", Kind.PASSAGES),
        ("sjöräddning", Kind.PASSAGES),
        ("Vad kostar vätgas?", Kind.FACT),
        ("Vad kostar bussen?", Kind.FACT),
        ("Vem sysslar med getter?", Kind.REGIONS),
        ("Är en banan ett bär?", Kind.OUTSIDE),
        ("sockerkaka", Kind.OUTSIDE),
        ("Vilken tandkräm är bäst?", Kind.OUTSIDE),
    ],
)
def test_bare_topics_and_prices_are_told_from_what_is_outside(reads: Embedder, question: str, kind: Kind) -> None:
    assert read_question(question, reads.embed_queries([question])[0]).kind is kind


def test_what_may_be_outside_is_read_as_the_likeliest_of_the_other_kinds() -> None:
    odds = {"outside": 0.6, "regions": 0.3}
    bias = np.log([odds.get(kind, 0.1 / (len(KINDS) - 2)) for kind in KINDS]).astype(np.float32)
    kinds = Head(labels=KINDS, weights=np.zeros((len(KINDS), BUCKETS), dtype=np.float32), bias=bias)
    aspects = Head(
        labels=ASPECTS,
        weights=np.zeros((len(ASPECTS), BUCKETS), dtype=np.float32),
        bias=np.zeros(len(ASPECTS), dtype=np.float32),
    )
    guess = Classifier("", {"kind-words": kinds, "aspect-words": aspects}).classify("Vilka har stränder på månen?")
    assert (guess.kind, guess.inside) == (Kind.OUTSIDE, Kind.REGIONS)
    assert guess.sureness == pytest.approx(0.6, abs=1e-6)


def test_classifier_takes_little_room() -> None:
    assert WEIGHTS.stat().st_size < 300_000


def test_our_own_questions_are_labelled_and_stand_once() -> None:
    rows = [json.loads(line) for path in sorted(OWN.glob("*.jsonl")) for line in path.read_text().splitlines()]
    assert len(rows) >= 300
    assert len({row["question"].casefold() for row in rows}) == len(rows)
    assert {row["kind"] for row in rows} == {kind.value for kind in Kind}
