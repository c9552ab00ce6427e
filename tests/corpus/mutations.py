"""Changes to the compilation as next year's report, another program or a slip of the hand may bring them, by chance.

`python -m tests.corpus.mutations 10000` makes so many, some to each of as many readings as they need, and prints every
line that is credited to another region than the one that it was of; it exits with 1 where there is one. After it may
stand the first seed, and how many changes are made to a chapter at most.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from corpus.regions import REGIONS, region_by_code
from tests.corpus.changed import FORM, Reading, before, compilation, read, wrongly_credited
from tests.corpus.mutations_answers import IN_ANSWERS
from tests.corpus.mutations_labels import IN_LABELS, relabel
from tests.corpus.mutations_layout import IN_LAYOUT, Lines, Mutation, rows_of

# Where chapters begin (DOCUMENTS.md); the last is prose.
CHAPTERS = (1, 4496, 9859, 16614, 20199, 22667, 24802, 29882)
_YEAR = "2023"


def chapters() -> list[Lines]:
    """Give the report as it is, by chapter."""
    lines = compilation()[1]
    return [list(lines[a - 1 : b - 1]) for a, b in pairwise((*CHAPTERS, len(lines) + 1))]


def lost_first_line(lines: Lines, random: Random) -> Lines:
    n = random.choice(rows_of(lines))
    return [*lines[:n], *lines[n + 1 :]]


def joined_to_the_line_before(lines: Lines, random: Random) -> Lines:
    n = random.choice([n for n in rows_of(lines) if n > 1])
    above = max(m for m in range(n) if lines[m][1].strip())
    joined = (lines[above][0], f"{lines[above][1].rstrip()} {lines[n][1].strip()}")
    return [*lines[:above], joined, *lines[above + 1 : n], *lines[n + 1 :]]


def lost_page_break(lines: Lines, random: Random) -> Lines:
    tops = [n for n, (_, text) in enumerate(lines) if re.match(r" \S", text)]
    n = random.choice(tops)
    return [*lines[:n], (lines[n][0], lines[n][1].lstrip()), *lines[n + 1 :]]


def new_page_break(lines: Lines, random: Random) -> Lines:
    n = random.choice([n for n, (_, text) in enumerate(lines) if n and text[:1].strip()])
    kept = lines[: n - 1] if not lines[n - 1][1].strip() else lines[:n]
    return [*kept, (lines[n][0], f" {lines[n][1]}"), *lines[n + 1 :]]


def lost_row(lines: Lines, random: Random) -> Lines:
    starts = [*rows_of(lines), len(lines)]
    start, end = random.choice(list(pairwise(starts)))
    return [*lines[:start], *lines[end:]]


def lost_region(lines: Lines, random: Random) -> Lines:
    region = random.choice(REGIONS).code
    return [told for told in lines if before().owners.get(told[0], ("",))[0] != region]


def _head_end(lines: Lines) -> int:
    return next((n for n, (_, text) in enumerate(lines[:40]) if text.rstrip().endswith(FORM.head.ends[0])), -1) + 1


def _heading_end(lines: Lines) -> int:
    return next((n for n, (_, text) in enumerate(lines[:6]) if text.strip().startswith("Region Namn")), 0)


def lost_heading(lines: Lines, random: Random) -> Lines:
    return lines[_heading_end(lines) :]


def lost_head(lines: Lines, random: Random) -> Lines:
    return [*lines[: _heading_end(lines)], *lines[_head_end(lines) :]]


def lost_heading_and_head(lines: Lines, random: Random) -> Lines:
    return lines[_head_end(lines) :]


def reworded_head(lines: Lines, random: Random) -> Lines:
    old, new = random.choice((("Region Namn på insats", "Län Insatsens namn"), ("bidra till", "bidra"), ("RUS", "mål")))
    end = _head_end(lines)
    return [*((line, text.replace(old, new)) for line, text in lines[:end]), *lines[end:]]


def _pages(lines: Lines) -> list[Lines]:
    """Cut where a page begins with a row."""
    cuts = [n for n in rows_of(lines) if lines[n][1].startswith(" ")]
    return [lines[a:b] for a, b in pairwise((0, *cuts, len(lines)))]


def shuffled_pages(lines: Lines, random: Random) -> Lines:
    first, *pages = _pages(lines)
    random.shuffle(pages)
    return [told for page in (first, *pages) for told in page]


def moved_page(lines: Lines, random: Random) -> Lines:
    first, *pages = _pages(lines)
    if pages:
        pages.insert(random.randrange(len(pages)), pages.pop(random.randrange(len(pages))))
    return [told for page in (first, *pages) for told in page]


def lost_page(lines: Lines, random: Random) -> Lines:
    first, *pages = _pages(lines)
    lost = random.randrange(len(pages) + 1)
    return [told for n, page in enumerate((first, *pages)) if n == 0 or n != lost for told in page]


def doubled_page(lines: Lines, random: Random) -> Lines:
    first, *pages = _pages(lines)
    twice = random.randrange(len(pages) + 1)
    return [told for n, page in enumerate((first, *pages)) for told in page * (1 + (n == twice and n > 0))]


def running_line(lines: Lines, random: Random) -> Lines:
    n = random.randrange(1, len(lines))
    return [*lines[:n], (0, random.choice(("Region", "Sida 7", "4.2", "Tabell 3 forts.", "Sörmland"))), *lines[n:]]


def other_year(lines: Lines, random: Random) -> Lines:
    return [(line, text.replace(_YEAR, "2024")) for line, text in lines]


IN_TABLES: tuple[Mutation, ...] = (
    *IN_LABELS, lost_first_line, joined_to_the_line_before, lost_page_break, new_page_break, lost_row, lost_region,
    lost_heading, lost_head, lost_heading_and_head, reworded_head, shuffled_pages, moved_page, lost_page, doubled_page,
    running_line, other_year, *IN_LAYOUT,
)  # fmt: skip
# These leave less for the others to change, so that fewer of them are drawn.
_SWEEPING = (lost_region, shuffled_pages, moved_page, lost_page, doubled_page, lost_heading_and_head, other_year)


def without_labels(share: float, random: Random) -> Lines:
    """Give the report with this share of its rows' labels lost."""
    lost = (relabel(part, [n for n in rows_of(part) if random.random() < share], lambda _: "") for part in chapters())
    return [told for part in lost for told in part]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A changed report and what was done to it, in order."""

    lines: Lines
    told: tuple[str, ...]


def change(seed: int, most: int = 4) -> Changed:
    """Change the report by chance: up to so many times in each of its chapters; chapters too may change places."""
    random = Random(seed)
    told: list[str] = []
    parts = []
    for number, part in enumerate(chapters(), start=1):
        changed = part
        mutations = (*IN_ANSWERS, other_year) if number == len(CHAPTERS) else IN_TABLES
        weights = [0.3 if one in _SWEEPING else 1.0 for one in mutations]
        for mutation in random.choices(mutations, weights, k=random.randint(0, most)):
            changed = mutation(changed, random)
            told.append(f"{number} {mutation.__name__}")
        parts.append(changed)
    *tables, answers = parts
    drawn = random.random()
    if drawn < 0.1:
        one, other = random.sample(range(len(tables)), 2)
        tables[one], tables[other] = tables[other], tables[one]
        told.append(f"swapped {one + 1} {other + 1}")
    elif drawn < 0.2:
        lost = random.randrange(len(tables))
        tables.pop(lost)
        told.append(f"lost {lost + 1}")
    elif drawn < 0.25:
        tables += [other_year(part, random) for part in tables]
        told.append("two years")
    return Changed(lines=[line for part in (*tables, answers) for line in part], told=tuple(told))


def faults(changed: Changed) -> tuple[Reading, list[int]]:
    """Read a changed report; give the reading, and the lines credited to another region than before."""
    after = read(changed.lines)
    return after, wrongly_credited(after)


def _shown(changed: Changed, after: Reading, wrong: Sequence[int]) -> Iterator[str]:
    was, credited = before().owners, dict(after.credited)
    text = dict(changed.lines)
    yield " | ".join(changed.told)
    for line in wrong[:3]:
        names = [region_by_code(owner[0]).name for owner in (was[line], credited[line])]
        yield f"  {line} {text.get(line, '')[:60]!r}: {names[0]} -> {names[1]} ({len(wrong)} lines)"


def main(wanted: int, seed: int = 0, most: int = 4) -> int:
    """Change the report until so many mutations were made; give how many readings credit a line wrongly."""
    made = readings = wrong_readings = kept = 0
    while made < wanted:
        changed = change(seed + readings, most)
        readings += 1
        if changed.told:
            after, wrong = faults(changed)
            made += len(changed.told)
            kept += len(after.rows)
            if wrong:
                wrong_readings += 1
                print(f"seed {seed + readings - 1}:", *_shown(changed, after, wrong), sep="\n", flush=True)
            if readings % 25 == 0:
                print(f"{made} mutations, {readings} readings, {wrong_readings} wrong", flush=True)
    print(f"{made} mutations in {readings} readings: {wrong_readings} with a line credited to another region; "
          f"{kept / readings:.0f} rows credited on average")  # fmt: skip
    return wrong_readings


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:4])) > 0)
