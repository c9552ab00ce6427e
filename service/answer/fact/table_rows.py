"""Rows of a table of figures: which amount stands under which column, settled by their sum."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.regions.names import find_mentions
from corpus.swedish import YEAR
from indexer.passage import Passage
from indexer.words.analysis import analyse, terms
from service.asked.asked import Asked, Expected
from service.asked.names.initiative_names import is_own_word, name_words
from service.asked.words.plain_words import PLAIN
from service.asked.words.units import asks_share
from service.spans import Span, overlap

_RUN = re.compile(r"(?<!\S)\d{1,3}(?: \d{1,3})+(?!\S)")
_TOKEN = re.compile(r"\d+")
_YEAR = re.compile(rf"\b{YEAR}\b")
_TOTAL = re.compile(r"total|summa|sum$", re.IGNORECASE)
# What is not meant: `andra medel än 1:1`.
_NOT_OF = re.compile(r"\b(?:än|utöver|utom|förutom|besides|than) (?P<what>\S*[^\W_])", re.IGNORECASE)
_ASKS_TOTAL = re.compile(r"total|sammanlag|summa|kosta|budget|\bcosts?\b", re.IGNORECASE)
# `Lönekostnader` are a part of what something costs.
_PART = re.compile(r"\b(?!total|projekt|hel|samman)\w{2,}(?:kostnad|utgift|finansiering)\w*", re.IGNORECASE)
_NO_AMOUNT = (Expected.DATE, Expected.NAME)
LABELLED = 2
_OF_MONEY = re.compile(r"kostn|medel|utgift|finansier|bidrag|pengar|fond|total|summa", re.IGNORECASE)
# What rounding each amount of a row may come to.
MAX_ROUNDING = 3


def asked_row(question: Asked, passage: Passage) -> int:
    """Tell how well a table's row is what a question asks for: LABELLED by its label, 1 as the total of a cost, else 0.

    It must name what the row's document is about by a word of that one's own, and ask for no date, name or share.
    """
    if not passage.columns or _asks_no_amount(question):
        return 0
    asked = _stems(question.whole)
    own = {stem for stem, term in name_words(passage.subject).items() if is_own_word(term, passage.subject)}
    if asked.isdisjoint(own):
        return 0
    label = passage.heading.rpartition(": ")[2]
    if _TOTAL.match(label):
        # `Hur stor är finansieringen?` names what is totalled, and nothing else that could be a part of it.
        named = _stems(" ".join(question.words)) - _stems(passage.subject) - _stems(" ".join(passage.columns))
        is_named = bool(named) and named <= _stems(label)
        asks_total = _ASKS_TOTAL.search(question.whole) and not _PART.search(question.whole)
        return int(is_named or bool(asks_total))
    is_named = not (asked | _parts(question.whole)).isdisjoint(_stems(label) - own)
    # However it is spelt: `Region Upsala` is Uppsala's.
    is_of_place = any(mention.place in question.places for mention in find_mentions(label))
    return LABELLED if is_named or is_of_place else 0


def _asks_no_amount(question: Asked) -> bool:
    return question.expected in _NO_AMOUNT or asks_share(question.whole)


def _stems(text: str) -> set[str]:
    return {term.stem for term in analyse(text) if term.word not in PLAIN}


def _parts(text: str) -> set[str]:
    """Give the parts of a text's compounds that tell one row from another: of `personalkostnaden` the first."""
    return {part for term in analyse(text) for part in term.parts if not _OF_MONEY.match(part)}


def asked_column(question: Asked, passage: Passage, near: Span) -> Span | None:
    """Give the characters of the amount that a question asks for in a table's row; None where that is not settled.

    It is the amount of a year the question names, else the row's total; where the labels of several rows are asked for
    alike, all of these rows: `Region Sörmland` may pay by two of them.

    Args:
        near: What the reader marked, which tells the row where a passage holds several and no label is asked for.
    """
    if not passage.columns or _asks_no_amount(question):
        return None
    years = [year for year in _YEAR.findall(question.whole) if year in passage.columns]
    wanted = years[0] if years else passage.columns[-1]
    if not years and not _TOTAL.match(wanted):
        return None
    rows = [amounts for run in _RUN.finditer(passage.text) if (amounts := column_amounts(run, len(passage.columns)))]
    # One blank parts a row's last amount from the next label.
    begins = [0, *(row[-1][1] + 1 for row in rows[:-1])]
    labelled = _labelled(question, [passage.text[begin : row[0][0]] for begin, row in zip(begins, rows, strict=True)])
    if len(labelled) > 1:
        return begins[labelled[0]], rows[labelled[-1]][-1][1]
    within = [row for row in rows if overlap((row[0][0], row[-1][1]), near)]
    chosen = [rows[place] for place in labelled] or within or rows
    return chosen[0][passage.columns.index(wanted)] if len(chosen) == 1 else None


def _labelled(question: Asked, labels: Sequence[str]) -> list[int]:
    """Give the places of the rows whose labels have most of the question's words; none where no label has any.

    What a question leaves out counts against a row: `andra medel än 1:1`.
    """
    # With the parts of compounds: `1:1-medel` is written `1:1 medel` as well.
    left_out = {piece for found in _NOT_OF.finditer(question.whole) for piece in terms(found["what"])}
    asked = set(terms(_NOT_OF.sub("", question.whole)))
    shared = [len(asked & told) - len(left_out & told) for told in map(_label_terms, labels)]
    most = max(shared, default=0)
    return [place for place, n_shared in enumerate(shared) if n_shared == most > 0]


def _label_terms(label: str) -> set[str]:
    """Give the terms of a label, a place's also as it is rightly spelt: `Region Upsala` is Uppsala's."""
    return set(terms(f"{label} {' '.join(mention.place.name for mention in find_mentions(label))}"))


def column_amounts(run: re.Match[str], n_columns: int) -> list[Span] | None:
    """Part a run of figures into so many amounts, the last of which is the sum of the others.

    Figures are grouped by threes with the same blank that parts the columns, so that only the sum tells amounts apart.
    """
    tokens = [(run.start() + token.start(), token.group()) for token in _TOKEN.finditer(run.group())]
    found = [spans for spans, amounts in _partings(tokens, n_columns) if _adds_up(amounts)]
    return found[0] if len(found) == 1 else None


def _partings(tokens: Sequence[tuple[int, str]], n_columns: int) -> Iterator[tuple[list[Span], list[int]]]:
    """Give every way to read tokens as `n_columns` amounts grouped by threes."""
    for begins in _begins([text for _, text in tokens], 0, n_columns):
        groups = [tokens[start:stop] for start, stop in pairwise([*begins, len(tokens)])]
        spans = [(group[0][0], group[-1][0] + len(group[-1][1])) for group in groups]
        yield spans, [int("".join(text for _, text in group)) for group in groups]


def _begins(texts: Sequence[str], place: int, n_left: int) -> Iterator[list[int]]:
    if n_left == 0:
        if place == len(texts):
            yield []
        return
    if place >= len(texts) or (texts[place].startswith("0") and texts[place] != "0"):
        return
    stop = place + 1
    while True:
        for rest in _begins(texts, stop, n_left - 1):
            yield [place, *rest]
        if stop >= len(texts) or len(texts[stop]) != 3:
            return
        stop += 1


def _adds_up(amounts: Sequence[int]) -> bool:
    return len(amounts) > 2 and abs(sum(amounts[:-1]) - amounts[-1]) <= MAX_ROUNDING
