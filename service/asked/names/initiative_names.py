"""The words of an initiative's name: what it opens with, which of them carry it, and which are its own."""

import re
from collections.abc import Mapping
from functools import lru_cache

from corpus.regions.names import find_mentions
from corpus.swedish import NEVER_LAST_IN_NAMES
from indexer.words.analysis import Term, analyse
from indexer.words.compounds import split_compound
from indexer.words.lexicon import lexicon
from service.asked.words.plain_words import PLAIN

# A word more common than this in Swedish public administration is no name for being written with a capital.
COMMON_WORD = 100
# With so many known words that end alike, one more is a kind of thing and no name: serviceprogram, cykelplan.
COMMON_ENDINGS = 8
_NUMBER_INSIDE = re.compile(r"[^\W\d_]+\d+[^\W\d_]+")
# A project's own name opens what a region calls it: `ReDriv – etablering av ...`, and `CONSTR:Act` is all of one.
_MARK = re.compile(r"[”“\"]")
# The dash of `2023–2026` parts nothing.
_OPENING_ENDS = re.compile(r"[,(;/|]|(?<!\d)–|–(?!\s?\d)|:(?!\w)|\s-|\s(?=som\s)")


def opening(name: str) -> str:
    """Give what a name opens with: the project's own name, where the rest explains it.

    `Projektfinansiering till: Trygg elförsörjning` opens with no name at all, and what stands in quotation marks is not
    cut: `Stöd till ”En tyst, öppen kust”`.
    """
    start = _OPENING_ENDS.split(name, maxsplit=1)[0]
    closed = _MARK.search(name, len(start)) if len(_MARK.findall(start)) % 2 else None
    last = start.rstrip().rpartition(" ")[2]
    if closed:
        return name[: closed.end()]
    return name if not last or last in NEVER_LAST_IN_NAMES else start


@lru_cache(maxsize=50_000)
def name_words(name: str) -> Mapping[str, Term]:
    """Give the words of a name by their stems; places, numbers and plain words left out."""
    places = [(mention.start, mention.end) for mention in find_mentions(name)]
    return {
        term.stem: term
        for term in analyse(name)
        if term.word not in PLAIN
        and not any(letter.isdigit() for letter in term.word)
        and not any(start <= term.start < end for start, end in places)
    }


def is_own_word(term: Term, name: str) -> bool:
    """Tell whether a word is a name's own: unknown, or rare with a capital inside the name, and no kind of thing."""
    written = name[term.start : term.end]
    is_capitalised = any(letter.isupper() for letter in (written[1:] if term.start == 0 else written))
    count = lexicon().get(term.word, 0)
    return (not count or (is_capitalised and count < COMMON_WORD)) and not _is_kind(term.word)


def is_written_as_own(term: Term, text: str) -> bool:
    """Tell whether a word is written as names are: with a capital, or a number inside as no word has: `fab4u`."""
    return text[term.start].isupper() or bool(_NUMBER_INSIDE.fullmatch(term.word))


@lru_cache(maxsize=50_000)
def _is_kind(word: str) -> bool:
    """Tell whether a word is a compound of an ending that many known words share."""
    parts = split_compound(word)
    start = word.rfind(parts[-1]) if parts else 0
    ending = word[start:]
    return start > 0 and sum(known.endswith(ending) and known != ending for known in lexicon()) >= COMMON_ENDINGS
