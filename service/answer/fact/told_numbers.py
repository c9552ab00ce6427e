"""The numbers that a text tells, and of what: which of them counts what a question asks for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from corpus.swedish import MONTHS, either
from indexer.index import Index
from service.asked.words.expected import NUMBER_WORDS, SHORT_MONTHS, is_year
from service.read.quotes import sentence_span, whole_words
from service.spans import Span, overlap

Nearness = Sequence[float | None]

_ONE = rf"(?:\d{{1,3}}(?:[ \u00a0]\d{{3}})+|\d{{1,3}}(?:\.\d{{3}})+(?!\.)|\d+(?:,\d+)?|(?:{NUMBER_WORDS})\b)"
# `10 av länets 12`, `åtta till tio` and `20–30` are one number; `2023-11-01`, `1:1` and `E22` are none.
_NUMBER = re.compile(
    rf"(?<![\w,.:-])(?<!\d/)(?:{_ONE}(?:-tal\w*)?)"
    rf"(?:(?:\sav\s(?:\w+ )?|\s?(?:till|eller|–|-)\s?){_ONE})?(?!(?!st\b)[\w:/-]|[.,]\d)"
    rf"(?! (?:{either((*MONTHS, *SHORT_MONTHS))})\b)",
    re.IGNORECASE,
)
# What a number is the name of: `årskurs 8 och 9`, `etapp 2`.
_LABEL = re.compile(
    r"\b(?:årskurs\w*|åk|klass|etapp|fas|steg|nivå|del|typ|avsnitt|kapitel|tabell|bilaga|punkt|sid(?:a|an)?|version|utkast"
    r"|kod|paragraf|kvartal|vecka|spår|scenario|mål|delmål|effektmål|prioritet|insatsområde|nr|nummer)\.?"
    r" (?:\d+(?: och | eller | till |–|-))*$|[§#] ?$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:\b(?:ca|cirka|drygt|över|nästan|minst|totalt|sammanlagt|knappt|närmare|mer än|omkring)\.? )+$", re.IGNORECASE
)
# `Antal nya jobb: 1 300 Antal kurser: 5`: a label is told before its number, and the next one behind.
_LABELLED = re.compile(r"(?P<label>[^\d.;•]+:) ?$")
_PIECES = re.compile(r"\s?(?:st|stycken)\b\.?", re.IGNORECASE)
# What is counted ends where something else is told of it.
_TELLS_ON = re.compile(
    r"[.,;:•()–/!?]|\b(?:från|för|som|i|till|på|inom|varav|med|har|hade|deltog|fick|är|var|under|där|vid|om|att|mellan|samt"
    r"|hölls|genomfördes|kommer|via|per|ur|hos)\b",
    re.IGNORECASE,
)
MAX_WORDS = 5
MAX_LABEL = 120


@dataclass(frozen=True, slots=True)
class ToldNumber:
    """A number in a text, and the words that tell of what it is; "" where none do."""

    span: Span
    words: str


@lru_cache(maxsize=2_000)
def told_numbers(text: str) -> tuple[ToldNumber, ...]:
    """Give the numbers of a text in order; years and what stands behind `etapp` tell no number of things."""
    spans = [match.span() for match in _NUMBER.finditer(text) if not _is_name(text, match)]
    ends = [after[0] for _, after in pairwise(spans)] + [len(text)]
    return tuple(ToldNumber(span, _words(text, span, end)) for span, end in zip(spans, ends, strict=False))


def _is_name(text: str, number: re.Match[str]) -> bool:
    return bool(is_year(number.group()) or _LABEL.search(text, max(0, number.start() - 40), number.start()))


def _words(text: str, span: Span, end: int) -> str:
    pieces = _PIECES.match(text, span[1], end)
    after = text[pieces.end() if pieces else span[1] : end].removeprefix(" av ").lstrip()
    # Behind `400 st` a word in small letters is what is counted, a capital begins another cell.
    if pieces and (not after[:1].islower() or _TELLS_ON.match(after)):
        return _before(text, span[0])
    labelled = None if after[:1].islower() else _LABELLED.search(text, max(0, span[0] - MAX_LABEL), span[0])
    if labelled:
        return labelled["label"].strip()
    stop = _TELLS_ON.search(after)
    told = after[: stop.start() if stop else None].split()[:MAX_WORDS]
    return " ".join(told) or _before(text, span[0], MAX_WORDS)


def _before(text: str, place: int, n_words: int = 0) -> str:
    """Give the last words before a number that none follows, all of its sentence for 0: `butiker (14 stycken)`."""
    start, _ = sentence_span(text, place)
    return " ".join(text[start:place].split()[-n_words:])


def nearness_to(index: Index, counted: str, texts: Sequence[str]) -> list[Nearness]:
    """Give how near what is asked for comes to what each number of each text counts, 0 to 1; None where none tells."""
    told = [told_numbers(text) for text in texts]
    windows = [number.words for numbers in told for number in numbers]
    near = index.text_matches(counted, windows).nearness.max(axis=1, initial=0.0).tolist() if windows else []
    found = iter([best if words else None for best, words in zip(near, windows, strict=True)])
    return [[next(found) for _ in numbers] for numbers in told]


def asked_number(text: str, marked: Span, nearness: Nearness, same_word: float) -> Span:
    """Give the number that counts what is asked for, in place of what a reader marked.

    Of several that it marked it is the one beside the word; where none of those is, the one of the same sentence. Those
    that another sentence tells are left out.

    Args:
        nearness: That of each number of the text, as `nearness_to` gives it.
        same_word: How near a number comes that counts what is asked for, 0 to 1.
    """

    def counts(near: float | None) -> bool:
        return near is not None and near >= same_word

    numbers = [(number.span, near) for number, near in zip(told_numbers(text), nearness, strict=True)]
    within = [(span, near) for span, near in numbers if overlap(span, marked)]
    n_fitting = sum(counts(near) for _, near in within)
    if not within:
        return marked
    if n_fitting > 1 and (cut := _one_sentence(text, marked, within)) != marked:
        return asked_number(text, cut, nearness, same_word)
    if n_fitting == len(within) == 1 or n_fitting > 1:
        return min(marked[0], within[0][0][0]), max(marked[1], within[-1][0][1])
    # What a reader marks may begin with the blank before a sentence.
    start, end = sentence_span(text, within[0][0][0])
    among = within if n_fitting else [(span, near) for span, near in numbers if start <= span[0] < end]
    beside = [span for span, near in among if counts(near)]
    return _with_about(text, beside[0]) if len(beside) == 1 else marked


def _one_sentence(text: str, marked: Span, within: Sequence[tuple[Span, float | None]]) -> Span:
    """Cut what a reader marked to the sentence of its number that comes nearest, the first of several."""
    nearest, _ = max(within, key=lambda number: number[1] or 0.0)
    start, end = sentence_span(text, nearest[0])
    return max(marked[0], start), min(marked[1], end)


def nearness_within(text: str, span: Span, nearness: Nearness) -> float | None:
    """Give how near what is asked for comes to what a number in some words counts; None where none of them tells."""
    numbers = zip(told_numbers(text), nearness, strict=True)
    within = [near for number, near in numbers if overlap(number.span, span)]
    return max((near for near in within if near is not None), default=None)


def is_told(text: str, span: Span) -> bool:
    """Tell whether some words hold a number of things, where they hold figures: `3.0` and `årskurs 9` are none."""
    numbers = (number.span for number in told_numbers(text))
    has_figures = any(map(str.isdigit, text[slice(*span)]))
    return not has_figures or any(overlap(number, span) for number in numbers)


def _with_about(text: str, span: Span) -> Span:
    """Give a number with its unit and the words before it that say about how many: `sammanlagt cirka 200`."""
    about = _ABOUT.search(text, 0, span[0])
    return whole_words(text, (about.start() if about else span[0], span[1]))
