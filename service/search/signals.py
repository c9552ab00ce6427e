"""The signals of a passage: vector and word scores, single words compared, whose it is, its field, its contents."""

from collections.abc import Callable, Sequence

import numpy as np

from corpus.document import Field
from corpus.regions import Group, Region, members
from indexer.columns import Columns
from indexer.index import Index, Rows, WordMatches
from indexer.passage import Passage
from service.asked.asked import Asked
from service.asked.words.expected import holds_answer
from service.ranking import Ranking
from service.search.candidates import Candidates, Scores
from service.search.cross_encoder import Reranker, passage_text


def signals(
    index: Index, question: Asked, found: Candidates, matches: WordMatches, ranking: Ranking
) -> dict[str, Scores]:
    """Give what speaks for each candidate, by name, arrays of shape (n,), each 0 to 1."""
    columns = index.columns
    values = np.array([ranking.fields[Field(name)] for name in columns.fields.names], dtype=np.float32)
    return {
        "cosine": found.cosines,
        "dense": found.dense,
        "lexical": found.lexical,
        "soft": matches.nearness @ matches.weights,
        "place": _places(question.places, columns, found.rows, ranking),
        "field": values[columns.fields.codes[found.rows]],
        "alike": _likeness_to_lead(index, found),
    }


def topic_evidence(
    found: Candidates, matches: WordMatches, soft: Scores, alike: Scores, n_nearest: int
) -> dict[str, Scores]:
    """Give what tells whether the collection knows a question's topic, by name, arrays of shape (1,).

    `near` is how near the nearest passages come. What that is worth depends on what is asked: `strength` is the length
    of the question's vector and `words` the number of its words. A long vector of few words asks for something rare.
    `said` is how near the words of the first hits come to the question's. `agree` is how like the nearest passage those
    after the first are, and speaks against it: a topic next to an unknown one draws hits that are all of that one.

    Args:
        soft, alike: Those parts of the first hits, best first.
        n_nearest: How many of the nearest passages count.
    """
    seen = {
        "near": np.sort(found.cosines)[-n_nearest:].mean(),
        "strength": matches.strength,
        "words": len(matches.weights),
        "said": soft.mean(),
        "agree": alike[1:].mean() if len(alike) > 1 else 0.0,
    }
    return {name: np.array([value], dtype=np.float32) for name, value in seen.items()}


def _likeness_to_lead(index: Index, found: Candidates) -> Scores:
    """Give the cosine of each passage and the one nearest to the question of all, shape (n,).

    That one is seldom wrong, and tells in official words what may have been asked in others.
    """
    if found.lead is None:
        return np.zeros(len(found.rows), dtype=np.float32)
    vectors = index.vectors(np.append(found.rows, found.lead))
    alike: Scores = np.clip(vectors[:-1] @ vectors[-1], 0, 1)
    return alike


def _first_texts(
    index: Index, found: Candidates, scores: Scores, depth: int, told: Callable[[Passage], str]
) -> tuple[Rows, list[str]]:
    """Give the places of the first candidates, and what is told of the passage of each."""
    first = np.argsort(-scores, kind="stable")[:depth]
    return first, [told(passage) for passage in index.passages(found.rows[first].tolist())]


def cross_scores(
    index: Index, reranker: Reranker, question: Asked, found: Candidates, scores: Scores, depth: int
) -> Scores:
    """Give the reranker's score of the first candidates, who stay ahead of the others, which get 0; shape (n,)."""
    first, texts = _first_texts(index, found, scores, depth, passage_text)
    cross = np.zeros(len(scores), dtype=np.float32)
    cross[first] = reranker.scores(question.sought, texts)
    return cross


def hold_answers(index: Index, question: Asked, found: Candidates, scores: Scores, depth: int) -> Scores:
    """Give 1 for each of the first candidates that holds the kind of words asked for, else 0; shape (n,)."""
    first, texts = _first_texts(index, found, scores, depth, lambda passage: passage.text)
    holds = np.zeros(len(scores), dtype=np.float32)
    holds[first] = [holds_answer(text, question.expected, question.whole) for text in texts]
    return holds


def _places(places: Sequence[Region | Group], columns: Columns, rows: Rows, ranking: Ranking) -> Scores:
    """Give 1 for a passage of a region or group asked about, less for kin, least for one that only names it."""
    if not places:
        return np.zeros(len(rows), dtype=np.float32)
    codes = {code for place in places for code in members(place)}
    owners = {place.code if isinstance(place, Region) else place.id for place in places}
    is_own = columns.region.is_in(owners, rows) | columns.group.is_in(owners, rows)
    is_kin, is_named = columns.regions.has(codes, rows), columns.mentioned.has(codes, rows)
    # All members of a group asked about by name are the group.
    is_whole = is_kin & (columns.group.codes[rows] >= 0) & ~columns.regions.has_other(codes, rows)
    cases = [is_own | is_whole, is_kin, is_named]
    return np.select(cases, [1.0, ranking.group_place, ranking.mentioned_place], 0.0).astype(np.float32)
