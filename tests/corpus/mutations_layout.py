"""Changes to how a chapter of the compilation is set: what another program, paper or officer makes of the same rows."""

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from random import Random

from corpus.regions import Region, region_by_code
from tests.corpus.changed import FORM, Told, before

Lines = list[Told]
Mutation = Callable[[Lines, Random], Lines]

_NEW_THEMES = ("Beredskap", "Kultur och fritid", "Vatten", "Samverkan i hela landet")
_FOOTNOTES = ("1 Avser helåret 2023.", "* Preliminära uppgifter", "[2] Se regionens hemsida.", "Källa: Tillväxtverket")
_MIN_WORD, _LONG = 9, 3


@lru_cache(maxsize=1)
def row_labels() -> dict[int, Region]:
    """Give the region of every line that begins a row."""
    return {line: region_by_code(before().owners[line][0]) for line in before().rows}


def rows_of(lines: Lines) -> list[int]:
    """Give the places of the lines that begin a row."""
    return [n for n, (line, _) in enumerate(lines) if line in row_labels()]


def _tops(lines: Lines) -> list[int]:
    return [n for n, (_, text) in enumerate(lines) if n and re.match(r" \S", text)]


def _head(lines: Lines) -> Lines:
    """Give the head of the table, as new lines."""
    start = next((n for n, (_, text) in enumerate(lines[:6]) if text.strip().startswith("Region Namn")), 0)
    end = next((n for n, (_, text) in enumerate(lines[:40]) if text.rstrip().endswith(FORM.head.ends[0])), -1) + 1
    return [(0, text) for _, text in lines[start:end]]


def head_again(lines: Lines, random: Random) -> Lines:
    """Print the head again above some rows, at the top of their page or in its middle."""
    starts = rows_of(lines)
    above = set(random.sample(starts[1:], min(random.randint(1, 5), len(starts) - 1)))
    return [one for n, told in enumerate(lines) for one in ((*_head(lines), told) if n in above else (told,))]


def new_theme(lines: Lines, random: Random) -> Lines:
    """Give the chapter a heading that no form knows."""
    end = next((n for n, (_, text) in enumerate(lines[:6]) if text.strip().startswith("Region Namn")), 0)
    return [(0, f" {random.randint(1, 9)} {random.choice(_NEW_THEMES)}"), *lines[end:]] if end else lines


def footnotes(lines: Lines, random: Random) -> Lines:
    """Set a note below some pages."""
    tops = _tops(lines)
    noted = set(random.sample(tops, min(3, len(tops))))
    return [one for n, told in enumerate(lines)
            for one in (((0, random.choice(_FOOTNOTES)), told) if n in noted else (told,))]  # fmt: skip


def numbers_at_the_top(lines: Lines, random: Random) -> Lines:
    """Print each page's number above its text."""
    first, changed = random.randint(1, 300), list[Told]()
    tops = {n: first + place for place, n in enumerate(_tops(lines))}
    for n, (line, text) in enumerate(lines):
        changed += [(0, f" {tops[n]}"), (0, ""), (line, text.lstrip())] if n in tops else [(line, text)]
    return changed


def narrower(lines: Lines, random: Random) -> Lines:
    """Break lines of some rows earlier, as narrower columns do, some of them inside a word."""
    starts = [*rows_of(lines), len(lines)]
    narrow = {n for start, end in random.sample(list(pairwise(starts)), min(4, len(starts) - 1))
              for n in range(start + 1, end)}  # fmt: skip
    return [one for n, told in enumerate(lines) for one in (_broken(told, random) if n in narrow else (told,))]


def _broken(told: Told, random: Random) -> Lines:
    line, text = told
    words = text.split(" ")
    if len(words) <= _LONG:
        return [told]
    place = random.randrange(2, len(words))
    above, below = words[:place], words[place:]
    if len(below[0]) >= _MIN_WORD and below[0].isalpha():
        above, below = [*above, f"{below[0][:5]}-"], [below[0][5:], *below[1:]]
    return [(line, " ".join(above)), (0, ""), (line, " ".join(below))]


def long_row(lines: Lines, random: Random) -> Lines:
    """Let a row run over three pages."""
    starts = [*rows_of(lines), len(lines)]
    start, end = max(random.sample(list(pairwise(starts)), min(4, len(starts) - 1)), key=lambda one: one[1] - one[0])
    inside = [n for n in range(start + 2, end) if lines[n][1][:1].strip()]
    cut = set(random.sample(inside, min(2, len(inside))))
    kept = [told for n, told in enumerate(lines) if n + 1 not in cut or told[1].strip()]
    opened = {lines[n][0] for n in cut}
    return [(line, f" {text}" if line in opened and text[:1].strip() else text) for line, text in kept]


def table_in_two(lines: Lines, random: Random) -> Lines:
    """Put the last rows of a region into a table of their own below the others."""
    starts = rows_of(lines)
    ends = [*starts[1:], len(lines)]
    whose = [row_labels()[lines[n][0]] for n in starts]
    several = [n for n in range(1, len(starts)) if whose[n] == whose[n - 1]]
    if not several:
        return lines
    place = random.choice(several)
    start, end = starts[place], ends[place]
    rest = [(line, f" {text.lstrip()}") if n == 0 else (line, text) for n, (line, text) in enumerate(lines[start:end])]
    return [*lines[:start], *lines[end:], *_head(lines), *rest]


def empty_cells(lines: Lines, random: Random) -> Lines:
    """Leave out what stands in the middle of some rows."""
    starts = [*rows_of(lines), len(lines)]
    lost = set[int]()
    for start, end in random.sample(list(pairwise(starts)), min(3, len(starts) - 1)):
        if end - start > 2 * _LONG:
            first = random.randrange(start + 2, end - 2)
            lost |= {*range(first, random.randrange(first + 1, end - 1))}
    return [told for n, told in enumerate(lines) if n not in lost]


def full_names(lines: Lines, random: Random) -> Lines:
    """Call every region of the chapter by one other kind of name."""
    kind = random.randrange(3)
    changed = list(lines)
    for n in rows_of(lines):
        line, text = lines[n]
        region = row_labels()[line]
        named = (f"Region {region.name}", random.choice(region.aliases), region.name.upper())[kind]
        changed[n] = (line, re.sub(rf"^( ?){region.name}(?= )", rf"\g<1>{named}", text))
    return changed


IN_LAYOUT: tuple[Mutation, ...] = (
    head_again, new_theme, footnotes, numbers_at_the_top, narrower, long_row, table_in_two, empty_cells, full_names,
)  # fmt: skip
