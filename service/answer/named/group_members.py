"""What a group of regions is: its members, by a quote that names them all."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.regions import Group, Region
from corpus.regions.names import Mention, find_mentions
from corpus.swedish import NUMBERS
from indexer.index import Filters
from indexer.passage import Passage
from service.answer import sentences, wording
from service.answer.answer import AnswerStatus, ShortAnswer
from service.answer.draft import SURE, Desk, Draft, Quoted, numbered, short_answer, silent
from service.asked.asked import Asked, Expected
from service.asked.limits.narrowing import of_places
from service.asked.understood import Kind
from service.read.quotes import MAX_WORDS, Quoter

_REGIONS = re.compile(r"\b(?:region(?:er)?(?:na)?|län(?:en)?|counties|regions)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Telling:
    """A quote that names all members of a group, the first of them from `start`, the last up to `end`."""

    quote: str
    start: int
    end: int
    passage: Passage
    group: Group

    @property
    def worth(self) -> tuple[bool, bool, bool, int]:
        """What the group tells itself, names the group and calls them regions, in few words, comes first."""
        return (
            self.passage.group == self.group.id,
            _names_group(self.quote, self.group),
            bool(_REGIONS.search(self.quote[: self.end])),
            self.start - self.end,
        )


def draft_members(desk: Desk, asked: Asked, filters: Filters) -> Draft:
    """Quote who the members of the groups are that a question names; what no document tells is told as not found."""
    groups = [place for place in asked.places if isinstance(place, Group)]
    tellings = {group: _best_telling(desk, asked, group, filters) for group in groups}
    found = {group: telling for group, telling in tellings.items() if telling is not None}
    counted = " ".join(sentences.counts_as(group) for group in groups if group not in found)
    if not found:
        return silent(Kind.FACT, 1 - SURE, counted)
    quotes: list[Quoted] = [(telling.quote, telling.passage) for telling in found.values()]
    told = [
        sentences.members(group, wording.quoted(*quoted, desk.document(quoted)))
        for group, quoted in zip(found, quotes, strict=True)
    ]
    return Draft(
        kind=Kind.FACT,
        status=AnswerStatus.PARTIAL if counted else AnswerStatus.ANSWERED,
        confidence=SURE,
        text=" ".join(filter(None, (*told, counted))),
        citations=numbered(quotes),
        answer=_short(next(iter(found.values())), asked.expected),
    )


def _best_telling(desk: Desk, asked: Asked, group: Group, filters: Filters) -> _Telling | None:
    """Give the telling of most worth among what is found by the group's name and its members'."""
    names = sentences.member_names(group)
    words = (*group.name.split(), *names)
    sought = replace(asked, sought=f"{group.name}: {', '.join(names)}", words=words, places=(group,), excluded=())
    quoter = Quoter(desk.searcher.index, sought)
    found = desk.searcher.candidates(sought, of_places(filters, sought))
    tellings = [
        telling
        for candidate in found
        if candidate.passage.is_evidence
        for telling in _tellings(quoter, candidate.passage, group)
    ]
    return max(tellings, key=lambda telling: telling.worth, default=None)


def _tellings(quoter: Quoter, passage: Passage, group: Group) -> Iterator[_Telling]:
    """Give a quote for each run of a passage's words that names all members, once each and nobody else.

    What is not told by the group itself must call it by name.
    """
    mentions = [mention for mention in find_mentions(passage.text) if isinstance(mention.place, Region)]
    n_members = len(group.members)
    for first in range(len(mentions) - n_members + 1):
        run = mentions[first : first + n_members]
        if not _are_members(run, group) or len(passage.text[run[0].start : run[-1].end].split()) > MAX_WORDS:
            continue
        quote, (start, end) = quoter.around(passage.text, (run[0].start, run[-1].end))
        if passage.group == group.id or _names_group(quote, group):
            yield _Telling(quote=quote, start=start, end=end, passage=passage, group=group)


def _are_members(run: Sequence[Mention], group: Group) -> bool:
    return {mention.place.code for mention in run if isinstance(mention.place, Region)} == set(group.members)


def _names_group(text: str, group: Group) -> bool:
    return any(mention.place == group for mention in find_mentions(text))


def _short(telling: _Telling, expected: Expected) -> ShortAnswer:
    """Give the members' names; of a question how many there are, their number where the quote tells it."""
    n_members = len(telling.group.members)
    number = re.search(
        rf"\b(?:{n_members}|{NUMBERS[n_members]})\b(?= (?:{_REGIONS.pattern}))", telling.quote, re.IGNORECASE
    )
    span = number.span() if number and expected is Expected.NUMBER else (telling.start, telling.end)
    return short_answer(telling.quote, span)
