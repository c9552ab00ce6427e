"""What some passages tell of a claim: the sentence that says most of it, what it lacks, and whether it denies it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from corpus.regions import Group, Region, members
from corpus.regions.names import find_mentions
from corpus.swedish import YEAR
from indexer.chunking import sentences
from indexer.index import Index, Vectors
from indexer.passage import Passage
from service.answer.claims.denials import denies, has_denial, is_planned
from service.answer.claims.words import Claim, lacking, nearness
from service.answer.evidence import denying
from service.answer.wording import under_name
from service.asked.asked import Asked
from service.asked.words.aims import tells_aim
from service.read.quotes import Quoter, without_name

_OF_WHOLE = re.compile(r"\b(?:projektet|insatsen|satsningen|programmet|planen|förslaget)s?\b", re.IGNORECASE)
# So many passages that lack least are read sentence by sentence.
READ = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one passage tells of a claim.

    Attributes:
        lacks: The words of the claim that neither it nor what it stands under has.
        is_said: The quote says it with the claim's own words.
        is_denied: The quote says that it is not so.
        is_planned: The quote says that it is to be so.
        is_open: Its sentence denies something, and it is not sure what.
    """

    quote: str
    passage: Passage
    lacks: tuple[str, ...]
    is_said: bool
    is_denied: bool
    is_planned: bool
    is_open: bool


def find_told(index: Index, asked: Asked, claim: Claim, passages: Sequence[Passage]) -> list[Told]:
    """Give what passages tell of a claim, what lacks least of it first, equals in their order."""
    near = _near_under(index, claim, passages, [passage.text for passage in passages])
    missing = [lacking(claim, row) for row in near]
    order = sorted(range(len(passages)), key=lambda place: (len(missing[place]), -round(float(near[place].sum()), 1)))
    reading = _Reading(index, asked, claim)
    told = [reading.read(passages[place], missing[place]) for place in order[:READ]]
    # What denies all of it comes before what tells all of it in other words.
    return sorted(told, key=lambda one: (len(one.lacks), not one.is_denied, not one.is_said))


class _Reading:
    """Reads passages for one claim, sentence by sentence."""

    def __init__(self, index: Index, asked: Asked, claim: Claim) -> None:
        self._index, self._claim = index, claim
        self._loose = replace(claim, words=claim.loose, loose=())
        self._places = asked.places
        says, done, self._near = claim.ranking.claim_says, claim.ranking.claim_done, claim.ranking.claim_near
        self._least = np.array([done if word in claim.verbs else says for word in claim.words], dtype=np.float32)
        self._quoter = Quoter(index, replace(asked, words=claim.words or asked.words))

    def read(self, passage: Passage, missing: tuple[str, ...]) -> Told:
        pieces = sentences(without_name(passage.text, passage.name)) or [passage.text]
        under = _under(passage)
        near = nearness(self._index, self._claim, pieces)
        # What is denied is denied of the report's own year, and only what came about is told with its year.
        within = nearness(self._index, self._claim, [f"{under} {_dated(passage, piece)}" for piece in pieces])
        denied = [
            place
            for place, piece in enumerate(pieces)
            if has_denial(piece) and not lacking(self._claim, within[place]) and self._denies(piece)
        ]
        best = denied[0] if denied else self._open(pieces, near, self._best(passage, pieces, near))
        at = passage.text.index(pieces[best])
        quote, _ = self._quoter.around(passage.text, (at, at + len(pieces[best])))
        quote = quote[under_name(quote, passage.name) :]
        # What a document is about is said of what a sentence tells only where it speaks of the whole.
        of = passage if _OF_WHOLE.search(pieces[best]) else replace(passage, subject="")
        told = _near_under(self._index, self._claim, [of], [quote])[0]
        if denied:
            missing = ()
        elif not missing and self._claim.head in (within_quote := lacking(self._claim, told)):
            # What it is about stands in another sentence, of something else.
            missing = within_quote
        return Told(
            quote=quote,
            passage=passage,
            lacks=missing,
            # Of a sentence that denies anything it is not sure what.
            is_said=not missing and not has_denial(pieces[best]) and bool((told >= self._least).all()),
            is_denied=bool(denied),
            is_planned=not denied
            and (
                is_planned(pieces[best], self._is_done, max(passage.years, default=None))
                or tells_aim(pieces[best], (len(pieces[best]),) * 2, (0, len(pieces[best])))
            ),
            is_open=not denied and has_denial(pieces[best]),
        )

    def _best(self, passage: Passage, pieces: Sequence[str], near: Vectors) -> int:
        """Give the sentence that has most of the claim, and of the places asked of those that are not its own."""
        others = [place for place in self._places if set(members(place)).isdisjoint(passage.regions)]
        tells = [sum(_mentions(piece, place) for place in others) for piece in pieces]
        # What it stands under is told beside the quote.
        own = nearness(self._index, self._claim, [_under(passage)])[0] < self._near
        told = near[:, own] if own.any() else near
        done = nearness(self._index, self._loose, pieces).sum(axis=1)
        n_told = 2 * (told >= self._near).sum(axis=1) + (done >= self._near)
        return max(
            range(len(pieces)),
            # Where none tells it, since its name does, the first says what it is.
            key=lambda place: (
                tells[place],
                int(n_told[place]),
                float(told[place].sum() + done[place]) if n_told.any() else 0.0,
                -place,
            ),
        )

    def _open(self, pieces: Sequence[str], near: Vectors, best: int) -> int:
        """Give the first sentence that denies something of what the best one does not tell; where none does, the best.

        `Kurser hölls. Svårt att se effekter.` tells of no effects of the courses.
        """
        untold = set(lacking(self._claim, near[best]))
        open_ones = (
            place
            for place, piece in enumerate(pieces)
            if has_denial(piece) and not untold <= set(lacking(self._claim, near[place]))
        )
        return next(open_ones, best)

    def _denies(self, piece: str) -> bool:
        """Tell whether a sentence denies the claim, or that its region did anything of what it tells."""
        return denies(piece, self._is_claimed) or denying.may_deny(piece)

    def _is_claimed(self, word: str) -> bool:
        return any((nearness(self._index, claim, [word]) >= self._near).any() for claim in (self._claim, self._loose))

    def _is_done(self, word: str) -> bool:
        near = nearness(self._index, self._claim, [word])[0].tolist()
        return any(
            value >= self._near and done in self._claim.verbs
            for done, value in zip(self._claim.words, near, strict=True)
        )


def _near_under(index: Index, claim: Claim, passages: Sequence[Passage], texts: Sequence[str]) -> Vectors:
    """Give how near texts of passages come to a claim, each with what it stands under.

    What a document is about is told by its title, but nothing that is done: a proposal for a decision decides nothing.
    """
    near = nearness(index, claim, [f"{_under(of)} {text}" for of, text in zip(passages, texts, strict=True)])
    verbs = [word in claim.verbs for word in claim.words]
    if any(verbs) and any(of.subject for of in passages):
        untitled = [f"{of.name} {of.heading} {text}" for of, text in zip(passages, texts, strict=True)]
        near[:, verbs] = nearness(index, claim, untitled)[:, verbs]
    return near


def _under(passage: Passage) -> str:
    return f"{passage.name} {passage.heading} {passage.subject}"


def _dated(passage: Passage, text: str) -> str:
    """Give a text with the year that its report is of, where it names no other: what it tells of is of that year."""
    named = set(re.findall(rf"\b{YEAR}\b", text))
    years = {str(year) for year in passage.years}
    return f"{' '.join(years)} {text}" if len(years) == 1 and named <= years else text


def lacking_places(passage: Passage, places: Sequence[Region | Group]) -> tuple[Region | Group, ...]:
    """Give the places, of some, that a passage is not of and names neither itself nor by a group that it is in."""
    return tuple(
        place
        for place in places
        if set(members(place)).isdisjoint(passage.regions) and not _mentions(passage.text, place)
    )


def _mentions(text: str, place: Region | Group) -> bool:
    wanted = set(members(place))
    return any(wanted <= set(members(mention.place)) for mention in find_mentions(text))
