"""Everything tuned in a search and in an answer, as one value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from corpus.document import Field

_FIELDS = MappingProxyType(
    {
        Field.NAME: 1.0,
        Field.DESCRIPTION: 1.0,
        Field.OUTPUTS: 1.0,
        Field.EFFECTS: 0.9,
        Field.ROW: 0.9,
        Field.PROSE: 0.8,
        Field.GOALS: 0.0,
        Field.HEADING: 0.0,
        Field.TEMPLATE: 0.0,
    }
)
_SIMILAR = MappingProxyType({"vectors": 1.0, "content": 1.0, "name": 0.5})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """Weights, depths and thresholds; chosen by cross-validation over the `tune` half and the practice questions.

    Attributes:
        dense, lexical: Weight of each signal of the first stage, over its best.
        soft: Weight of the comparison word by word.
        place: Weight of being the place asked about; of a group's or member's passage `group_place` of that counts, of
            one that only names the place `mentioned_place`.
        field_weight: Weight of the field a passage is, as `fields` values it.
        holds: Weight of holding the kind of words a fact question asks for, looked for in the first `holds_depth` hits.
        cross: Weight of a cross-encoder, which reorders the first `cross_depth` hits. It is not tuned, since none
            comes with the project: it counts as much as all else that compares the question with a passage's text.
        depth: Rows that each signal finds.
        topic_depth: The nearest passages whose mean tells whether the collection knows a topic at all.
        topic_passages: For each so many in the collection one more of them is looked at, from one on: a small one tells
            of a topic in one place.
        fact_reads: The first hits that are read for a fact.
        row_depth: The first hits among which a table's row is looked for that a question asks for by its label.
        fact_threshold: Least probability at which words are given as the answer.
        fact_doubt: A question how many initiatives there are is first read for a fact, which a text may tell, where it
            asks for one by at least this probability.
        passage_depth: The first hits that may be given as what is about a question.
        region_passages: The first passages of each region that may be its evidence.
        count_depth: The first initiatives among which those about a topic are counted.
        side_depth: The first hits of each side of a comparison.
        same_word: How near two words come that name the same thing, inflected or as part of a compound: what of a
            question is missing in what was found, and which of several numbers counts what is asked for.
        side_number: Least probability at which a number is given as what two sides are compared by.
        left_out: How near the words of a passage come to a topic that a question leaves out, from which on what it is
            part of is left out.
        outside_sure: Least probability that a question is none for these documents from which on it is told to be none.
            By what other writers' questions taught (`eval kinds`), 0.785 of those are then told so and 0.014 of the
            others are lost, at 0.75 0.757 and 0.011; what the collection tells of in their words is read all the same.
        reports_outside_sure: The same for what speaks of regions or initiatives in the plural, which is not drawn
            outside by words that nobody knows: none of 6,482 questions to the documents, and none of 1,481 rightly told
            to be none, lies between the two.
        topic_threshold, about_threshold: Least probabilities, that the collection tells of a topic and that a passage
            is then about it, at which the passage is given as evidence.
        beside_best: Of the probability of the best passage of all regions, the share that others need to be evidence.
        sure_about, said_enough: A topic has evidence only where its best passage is about it by at least this
            probability, or the words of one come this near to all of the question's.
        sure_topic, said_at_once, said_depth: A topic that the collection tells of by less than this probability has
            evidence only where one sentence comes this near to all of its words, in one of so many of the surest
            passages: of 156 absent topics 26 have evidence where 32 had, of 104 that are told none loses it.
        inside_said, inside_about: How near the words of one of the first passages come to all of a question's, and how
            surely one is about it, from which on a question is one for these documents that seems to be none: of 143 of
            writers' questions wrongly told to be none 28 are, and of 350 that are none 3, on which both were chosen.
        word_holders, word_held, word_near, beside_word: Where at most so many regions have this share of a topic's
            words themselves, a passage that lacks them, and has none this near, has to be as sure as this share of the
            best.
        word_apart: What the parts of a topic's compound count of it where a passage has them apart.
        claim_says, claim_near: How near a word of a text comes to one of a claim (`gör X Y?`) that says it, and to
            one that speaks for it and says it not: as near as its own inflections and compounds, or as a kindred word.
        claim_done: The same for what is done, which is told in more ways than what there is.
        claim_exact: The same for names, and for the parts of a compound that stand apart: those that are alike are
            others.
        claim_least_told: The share of a claim's words that has to be told for the others to be told as missing.
        claim_about: From which probability on what is about a claim's topic in other words is shown as that.
        region_depth: Rows that each signal finds for an answer by region, so that every region has its say.
        similar: Weights of what makes initiatives comparable: likeness of the whole, of the words of what is told, and
            of the name's.
        similar_depth: Rows that each signal finds for comparable initiatives.
        same_project: Least cosine of two initiatives that tell one project.
        repeated_region: What each further initiative of a region already shown counts of its score.
        shared_by, shared_at_most_by: What a larger share of all initiatives holds says little of any two, and where
            nothing rarer is shared, nothing.
    """

    dense: float = 1.0
    lexical: float = 0.05
    soft: float = 1.0
    place: float = 1.5
    group_place: float = 0.6
    mentioned_place: float = 0.2
    field_weight: float = 0.6
    fields: Mapping[Field, float] = field(default_factory=lambda: _FIELDS, hash=False)
    holds: float = 0.3
    holds_depth: int = 60
    cross: float = 2.5
    cross_depth: int = 50
    depth: int = 200
    topic_depth: int = 3
    topic_passages: int = 100
    fact_reads: int = 10
    row_depth: int = 64
    fact_threshold: float = 0.45
    fact_doubt: float = 0.2
    passage_depth: int = 10
    region_passages: int = 6
    count_depth: int = 30
    side_depth: int = 4
    same_word: float = 0.6
    side_number: float = 0.2
    left_out: float = 0.75
    outside_sure: float = 0.7
    reports_outside_sure: float = 0.95
    topic_threshold: float = 0.4
    about_threshold: float = 0.4
    beside_best: float = 0.5
    sure_about: float = 0.7
    said_enough: float = 0.55
    sure_topic: float = 0.8
    said_at_once: float = 0.55
    said_depth: int = 10
    inside_said: float = 0.8
    inside_about: float = 0.8
    word_holders: int = 4
    word_held: float = 0.85
    word_near: float = 0.75
    beside_word: float = 0.8
    word_apart: float = 0.9
    claim_says: float = 0.75
    claim_near: float = 0.6
    claim_done: float = 0.55
    claim_exact: float = 0.85
    claim_least_told: float = 0.5
    claim_about: float = 0.75
    region_depth: int = 2000
    similar: Mapping[str, float] = field(default_factory=lambda: _SIMILAR, hash=False)
    similar_depth: int = 300
    same_project: float = 0.45
    repeated_region: float = 0.97
    shared_by: float = 0.1
    shared_at_most_by: float = 0.4

    def nearest_of(self, n_passages: int) -> int:
        """Give how many of the nearest passages tell whether a collection of so many knows a topic."""
        return min(self.topic_depth, 1 + n_passages // self.topic_passages)

    @property
    def weights(self) -> Mapping[str, float]:
        """The weight of each part of a score, by the part's name."""
        return {
            "dense": self.dense,
            "lexical": self.lexical,
            "soft": self.soft,
            "place": self.place,
            "field": self.field_weight,
            "holds": self.holds,
            "cross": self.cross,
        }


RANKING = Ranking()
