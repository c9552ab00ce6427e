"""Which initiative a question names that asks for something like it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from corpus.document import Initiative
from corpus.regions.municipalities import find_local_place
from corpus.regions.names import find_mentions
from corpus.regions.speakers import speaks_for
from corpus.swedish import YEAR
from indexer.words.analysis import Term, analyse, stems_of
from indexer.words.lexicon import lexicon
from service.asked.asked import Asked
from service.asked.names.initiative_names import is_own_word, is_written_as_own, name_words, opening
from service.asked.names.name_stems import lettered_stems, opening_stems, stand_together, without_place

_WHERE = re.compile(r"\s(?:i|på|vid|kring|från)\s+$")
_MARKS = tuple('#"”“»')
_YEARS = re.compile(rf"\s*\b{YEAR}\W*$")
# What sort of thing is called so is joined to the name: `Solvarv-projektet`, `Next Day-konferensen`.
_KIND_JOINED = re.compile(r"(?<![\w-])(?P<name>(?=\w*[A-ZÅÄÖ\d])\w+)-[a-zåäö]{4,}(?:en|et|an)\b")
# One word of a longer name calls it only where it is the name's own.
MIN_PART = 2


def without_kinds(text: str) -> str:
    """Give a text with the names in it bare of what sort of thing they are said to be: `Solvarv-projektet`."""
    return _KIND_JOINED.sub(r"\g<name>", text)


def find_named(question: Asked, initiatives: Sequence[Initiative]) -> Initiative | None:
    """Give the initiative whose name is all that a question is about, if the question names one clearly.

    Of several of one name, that of a region or group which the question names is taken, else the first.
    """
    named = find_called(question, initiatives)
    owners = {getattr(place, "code", None) or getattr(place, "id", None) for place in question.places}
    return next((i for i in named if (i.region or i.group) in owners), next(iter(named), None))


def find_called(question: Asked, initiatives: Sequence[Initiative]) -> list[Initiative]:
    """Give the initiatives whose name, or what opens it, is all that a question is about.

    There are some where the name is written as one, with a capital inside the question or a mark before it, or has a
    word of its own, or is the whole question. Where none is called so, several words in a row will do that stand in one
    name alone.
    """
    topic = frozenset(name_words(question.topic))
    if not topic or not _is_written_as_name(question.text, topic):
        whole = question.text.strip(" ?!.").casefold()
        return [initiative for initiative in initiatives if opening(initiative.name).strip().casefold() == whole]
    run = stems_of(question.topics[0]) if len(question.topics) == 1 else ()
    return [i for i in initiatives if topic in _namings(i.name)] or _holders(run, initiatives)


def _holders(part: tuple[str, ...], initiatives: Sequence[Initiative]) -> list[Initiative]:
    """Give the initiatives of the one name that some words stand in, in order and together; none where several do."""
    if len(part) < MIN_PART:
        return []
    holders = [i for i in initiatives if part[0] in _stems(i.name) and stand_together(part, stems_of(i.name))]
    return holders if len({holder.name for holder in holders}) == 1 else []


def called_name(initiative: Initiative) -> str:
    """Give what an initiative is called: what opens its name, without the years behind it."""
    return _YEARS.sub("", opening(initiative.name)).strip()


@lru_cache(maxsize=50_000)
def _stems(name: str) -> frozenset[str]:
    return frozenset(stems_of(name))


def _namings(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """Give the stems of a name, and of what it opens with."""
    return frozenset(name_words(name)), frozenset(name_words(opening(name)))


def _is_written_as_name(text: str, topic: frozenset[str]) -> bool:
    terms = [term for term in analyse(text) if term.stem in topic]
    return any(
        is_own_word(term, text)
        or (term.start > 0 and text[term.start].isupper())
        or text[: term.start].endswith(_MARKS)
        for term in terms
    )


def without_years_of_names(asked: Asked, called: Callable[[str], Sequence[Initiative]]) -> Asked:
    """Give a question without the years that are part of a name in it and limit nothing: `Agtech 2030`."""
    if not asked.years:
        return asked
    text = asked.text.casefold()
    names = {opening(initiative.name).strip().casefold() for initiative in called(asked.text)}
    told = [name for name in names if name in text]
    return replace(asked, years=tuple(year for year in asked.years if not any(str(year) in name for name in told)))


def find_all_named(text: str, initiatives: Sequence[Initiative], codes: Sequence[str] = ()) -> list[Initiative]:
    """Give the initiatives that a text calls by name, in the order it names them; one of each name.

    A name counts that is written as one: all of what opens it stands in the text, in order and together, or several
    capitalised words of it that no other name has. Where there is none, a word of a name's own will do, wherever it
    stands in the name.

    Args:
        codes: County codes of the places asked about: of several of one name theirs is meant, and a word of a name does
            not make up for another place.
    """
    own = [initiative for initiative in initiatives if not set(codes).isdisjoint(speaks_for(initiative))]
    found = _by_parts(text, initiatives) | _by_openings(text, [*own, *initiatives])
    found = found or _by_own_words(text, own if codes else initiatives)
    named, end = [], 0
    for start in sorted(found):
        length, initiative = found[start]
        if start >= end:
            named.append(initiative)
            end = start + length
    return named


def find_said(phrase: str, initiatives: Sequence[Initiative], codes: Sequence[str] = ()) -> Initiative | None:
    """Give the initiative whose name a phrase is, however it is written: `hitta hem i dalsland`, `byresan`.

    The phrase is what opens a name, its place aside, and no single word that is known; or it has a word of a name's
    own, which no other name has, or begins with a capital and is a part of one name alone.

    Args:
        codes: County codes of the places asked about: of several of one name theirs is meant.
    """
    stems = lettered_stems(phrase)
    own = [term for term in analyse(phrase) if is_own_word(term, phrase)]
    called: list[Initiative] = []
    if len(stems) > 1 or not any(lexicon().get(term.word) for term in analyse(phrase)):
        called = [i for i in initiatives if stems in (opening_stems(i.name), lettered_stems(without_place(i.name)))]
    if not called:
        holders = [i for i in initiatives for term in own if term.stem in _stems(i.name)]
        called = holders if len({holder.name for holder in holders}) == 1 else []
    if not called and phrase[:1].isupper():
        called = _holders(stems, initiatives)
    return next((i for i in called if not set(codes).isdisjoint(speaks_for(i))), next(iter(called), None))


def find_sole_named(text: str, initiatives: Sequence[Initiative]) -> str | None:
    """Give the name of the one initiative that a text calls by name, for a next question to take up.

    There is none where it names several, nor where it names a word that initiatives of several names have.
    """
    short = [replace(initiative, name=without_place(initiative.name)) for initiative in initiatives]
    found = [initiative for _, initiative in (_by_openings(text, initiatives) or _by_openings(text, short)).values()]
    if not found:
        own = [term.stem for term in _own_words(text)]
        found = [initiative for initiative in initiatives if not _stems(initiative.name).isdisjoint(own)]
    names = {opening(initiative.name).strip() for initiative in found}
    return names.pop() if len(names) == 1 else None


def _by_openings(text: str, initiatives: Sequence[Initiative]) -> dict[int, tuple[int, Initiative]]:
    """Give the longest name that begins at each word, with its number of words."""
    stems = stems_of(text)
    found: dict[int, tuple[int, Initiative]] = {}
    for initiative in initiatives:
        name = opening_stems(initiative.name)
        if not name or name[0] not in stems:
            continue
        for start in range(len(stems) - len(name) + 1):
            if stems[start : start + len(name)] == name and _is_written_as_name(text, frozenset(name)):
                longest = found.get(start)
                if longest is None or longest[0] < len(name):
                    found[start] = (len(name), initiative)
    return found


def _by_parts(text: str, initiatives: Sequence[Initiative]) -> dict[int, tuple[int, Initiative]]:
    """Give the initiative that each run of capitalised words calls by a part of its name, which no other has."""
    found: dict[int, tuple[int, Initiative]] = {}
    for start, part in _capitalised(text):
        if holders := _holders(part, initiatives):
            found[start] = (len(part), holders[0])
    return found


def _capitalised(text: str) -> list[tuple[int, tuple[str, ...]]]:
    """Give the runs of two or more capitalised words behind a text's first, places aside, by their stems."""
    places = [range(mention.start, mention.end) for mention in find_mentions(text)]
    runs: list[tuple[int, tuple[str, ...]]] = []
    end = -1
    for place, term in enumerate(analyse(text)):
        is_part = term.start > 0 and text[term.start].isupper() and not any(term.start in spot for spot in places)
        if is_part and runs and text[end : term.start] == " ":
            runs[-1] = (runs[-1][0], (*runs[-1][1], term.stem))
        elif is_part:
            runs.append((place, (term.stem,)))
        end = term.end if is_part else -1
    return [(place, part) for place, part in runs if len(part) >= MIN_PART]


def own_words(text: str) -> frozenset[str]:
    """Give the stems of the words that a text writes as names of their own, places aside."""
    return frozenset(term.stem for term in _own_words(text))


def _by_own_words(text: str, initiatives: Sequence[Initiative]) -> dict[int, tuple[int, Initiative]]:
    own = {term.start for term in _own_words(text)}
    found: dict[int, tuple[int, Initiative]] = {}
    for start, term in enumerate(analyse(text)):
        if term.start in own:
            holders = [i for i in initiatives if term.stem in _calling(i.name)]
            alone = [i for i in holders if set(name_words(opening(i.name))) == {term.stem}]
            # A word that several names have, and none is, is an organisation behind them: `Almi`.
            if alone or len({opening(holder.name) for holder in holders}) == 1:
                found[start] = (1, (alone or holders)[0])
    return found


@lru_cache(maxsize=50_000)
def _calling(name: str) -> frozenset[str]:
    """Give the stems of a name but for where it is done: `resecentrum i Karlstad` is not what Karlstad calls."""
    return frozenset(term.stem for term in analyse(name) if not _WHERE.search(name, 0, term.start))


def _own_words(text: str) -> list[Term]:
    """Give the words of a text that may be a name's own: written as one inside it, and no place."""
    places = [range(mention.start, mention.end) for mention in find_mentions(text)]
    return [
        term
        for term in analyse(text)
        if not any(term.start in place for place in places)
        and term.start > 0
        and is_written_as_own(term, text)
        and is_own_word(term, text)
        and find_local_place(term.word) is None
        and find_local_place(term.word.removesuffix("s")) is None
    ]
