"""First stage of a search: the rows that either signal finds, with what each says of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
import numpy.typing as npt

from indexer.index import Filters, Index, Rows, Scored
from indexer.passage import NO_EVIDENCE
from service.asked.asked import Asked
from service.search.query import Mode

Scores = npt.NDArray[np.float32]
# So many of the nearest rows are looked through for the first that may show what someone does.
_LEADS = 20
NOTHING = Scored(rows=np.empty(0, dtype=np.int64), scores=np.empty(0, dtype=np.float32))


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """What both signals found for one question, all of shape (n,).

    Attributes:
        rows: Ascending.
        cosines: Of question and passage, 0 to 1; the lowest found where the dense signal did not find the row.
        dense: Place of the cosine between the lowest and the highest, 0 to 1: models differ in how near all texts are.
        lexical: Score of the word index over the highest, 0 where it did not find the row.
        lead: The row nearest to the question of all that may show what someone does, whatever the filters admit; None
            where there is none.
    """

    rows: Rows
    cosines: Scores
    dense: Scores
    lexical: Scores
    lead: int | None = None

    def taken(self, places: Rows) -> Self:
        """Give the candidates at these places, in their order, with what they were among all."""
        return replace(
            self,
            rows=self.rows[places],
            cosines=self.cosines[places],
            dense=self.dense[places],
            lexical=self.lexical[places],
        )


def find_candidates(index: Index, question: Asked, filters: Filters, mode: Mode, depth: int) -> Candidates:
    """Find the `depth` best rows of each signal; with a place named, also the best of that place."""
    years = () if filters.years else question.years
    allowed = _of_years(index, index.allowed(filters), years)
    found = [_legs(index, question, allowed, mode, depth)]
    if mode is Mode.HYBRID and question.codes and not filters.regions:
        local = _of_years(index, index.allowed(replace(filters, regions=question.codes)), years)
        found.append(_legs(index, question, local, mode, depth))
    rows = _ascending(np.concatenate([leg.rows for legs in found for leg in legs]))
    dense, lexical = [legs[0] for legs in found], [legs[1] for legs in found]
    lowest = min((float(leg.scores.min()) for leg in dense if len(leg.rows)), default=0.0)
    cosines = np.clip(_spread(rows, dense, lowest), 0, 1)
    return Candidates(
        rows=rows,
        cosines=cosines,
        dense=_spread_out(cosines),
        lexical=relative(_spread(rows, lexical, 0.0)),
        lead=_lead(index, found[0] if allowed is None else _legs(index, question, None, _nearness(mode), _LEADS)),
    )


def _of_years(index: Index, allowed: Rows | None, years: Sequence[int]) -> Rows | None:
    """Keep the rows of reports of some years, and those that name one: a report tells of what comes after its year."""
    if not years:
        return allowed
    is_kept = np.zeros(len(index.columns), dtype=np.bool_)
    for year in years:
        is_kept[index.naming(year, allowed)] = True
    of_reports = index.allowed(Filters(years=tuple(years)))
    if of_reports is not None:
        is_kept[of_reports] = True
    return np.flatnonzero(is_kept) if allowed is None else allowed[is_kept[allowed]]


def _nearness(mode: Mode) -> Mode:
    """Give the one signal that tells which row is nearest."""
    return Mode.LEXICAL if mode is Mode.LEXICAL else Mode.DENSE


def _lead(index: Index, nearest: tuple[Scored, Scored]) -> int | None:
    rows = next((leg.rows for leg in nearest if len(leg.rows)), NOTHING.rows)[:_LEADS]
    shows = ~index.columns.fields.is_in({field.value for field in NO_EVIDENCE}, rows)
    return int(rows[np.argmax(shows)]) if shows.any() else None


def _legs(index: Index, question: Asked, allowed: Rows | None, mode: Mode, depth: int) -> tuple[Scored, Scored]:
    dense = NOTHING if mode is Mode.LEXICAL else index.dense(question.sought, question.topic, depth, allowed)
    lexical = NOTHING if mode is Mode.DENSE else index.lexical(question.topic, depth, allowed)
    return dense, lexical


def _spread(rows: Rows, found: list[Scored], missing: float) -> Scores:
    """Give each of `rows` its score, or `missing` where it was not found."""
    scores = np.full(len(rows), missing, dtype=np.float32)
    for leg in found:
        scores[np.searchsorted(rows, leg.rows)] = leg.scores
    return scores


def relative(scores: Scores) -> Scores:
    """Give each score over the highest, shape (n,)."""
    highest = float(scores.max(initial=0.0))
    shares: Scores = scores / highest if highest > 0 else scores
    return shares


def _spread_out(scores: Scores) -> Scores:
    lowest, highest = float(scores.min(initial=1.0)), float(scores.max(initial=0.0))
    spread: Scores = (scores - lowest) / (highest - lowest) if highest > lowest else np.ones_like(scores)
    return spread


def _ascending(rows: Rows) -> Rows:
    """Give each row once; of the thousands that words alone find, `numpy.unique` takes seven times as long."""
    ordered = np.sort(rows)
    return ordered[np.diff(ordered, prepend=-1) > 0]
