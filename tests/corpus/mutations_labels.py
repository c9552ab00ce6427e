"""Changes to the labels of the compilation's rows: another name for the region, none, or one that no region has."""

import re
from collections.abc import Callable, Sequence
from random import Random

from corpus.regions import REGIONS, Region
from tests.corpus.mutations_layout import Lines, Mutation, row_labels, rows_of

UNKNOWN = ("Mälardalen", "Norra länen", "Nordanland", "Region Mitt", "Ö", "Länet", "Okänd", "Samverkan")


def relabel(lines: Lines, places: Sequence[int], label: Callable[[Region], str]) -> Lines:
    """Give the rows at these places another label."""
    changed = list(lines)
    for n in places:
        line, text = lines[n]
        region = row_labels()[line]
        found = re.match(rf"( ?){region.name}\s+", text)
        changed[n] = (line, found[1] + f"{label(region)} ".lstrip() + text[found.end() :] if found else text)
    return changed


def _some(lines: Lines, random: Random) -> list[int]:
    """Pick one row, or some rows of one region."""
    rows = rows_of(lines)
    one = random.choice(rows)
    if random.random() < 0.7:
        return [one]
    same = [n for n in rows if row_labels()[lines[n][0]] == row_labels()[lines[one][0]]]
    return sorted(random.sample(same, random.randint(1, len(same))))


def alias(lines: Lines, random: Random) -> Lines:
    return relabel(lines, _some(lines, random), lambda region: random.choice((*region.aliases, region.name.upper())))


def unknown_label(lines: Lines, random: Random) -> Lines:
    return relabel(lines, _some(lines, random), lambda _: random.choice(UNKNOWN))


def shared_label(lines: Lines, random: Random) -> Lines:
    """Let a row be two regions'."""

    def share(region: Region) -> str:
        names = [region.name, random.choice([one for one in REGIONS if one is not region]).name]
        random.shuffle(names)
        return random.choice((" och ", ", ", "/", " samt Region ", " & ")).join(names)

    return relabel(lines, _some(lines, random), share)


def lost_label(lines: Lines, random: Random) -> Lines:
    return relabel(lines, _some(lines, random), lambda _: "")


def misspelt_label(lines: Lines, random: Random) -> Lines:
    def misspell(region: Region) -> str:
        name, n = region.name, random.randrange(1, len(region.name) - 1)
        return random.choice(
            (name[:n] + name[n + 1 :], name[:n] + name[n] + name[n:], name[:n] + name[n + 1] + name[n] + name[n + 2 :])
        )

    return relabel(lines, _some(lines, random), misspell)


def label_alone_on_its_line(lines: Lines, random: Random) -> Lines:
    n = random.choice(rows_of(lines))
    line, text = lines[n]
    label = row_labels()[line].name
    rest = text.removeprefix(" ").removeprefix(label).lstrip()
    return [*lines[:n], (line, text[: len(text) - len(rest)]), (0, ""), (line, rest), *lines[n + 1 :]]


IN_LABELS: tuple[Mutation, ...] = (
    alias, unknown_label, shared_label, lost_label, misspelt_label, label_alone_on_its_line,
)  # fmt: skip
