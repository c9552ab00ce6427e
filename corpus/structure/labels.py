"""The label of a row's region: at the start of the row's first line, by any of the region's names."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from corpus.regions import REGIONS, order_codes

_OPENS_NAME = re.compile(r"[A-ZÅÄÖÉ0-9#\"'”“’‘«]")
# What stands between regions that share a row.
_AND = r"(?:\s*[,/&+;]\s*|\s+(?:och|samt|med)\s+)"
# As like as this is a label with a letter or two wrong or in the wrong order.
_MIN_LIKENESS = 0.8
LAST_RANK = len(REGIONS)
_COMMON = frozenset({"region", "regionen", "län", "läns", "kommun"})
_ORDER = {code: rank for rank, code in enumerate(order_codes(region.code for region in REGIONS))}


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A region's name at the start of a line.

    Attributes:
        region: Its county code.
        text: As it stands there.
        rest: What follows it on the line.
        is_usual: Whether it is the region's short name, as the first column of such tables has it.
        is_shared: Whether other regions are named with it, so that the row is no one's of them.
    """

    region: str
    text: str
    rest: str
    is_usual: bool
    is_shared: bool

    @property
    def opens_row(self) -> bool:
        """Whether what follows begins as a name does: a capital, a digit or a quotation mark."""
        return opens_name(self.rest)


def opens_name(text: str) -> bool:
    """Whether a text begins as an initiative's name does."""
    return _OPENS_NAME.match(text) is not None


def rank(region: str) -> int:
    """Give a region's place in the alphabet."""
    return _ORDER[region]


class Labels:
    """Finds labels: the regions' own names, their genitives, all in capitals or not, and those that a form adds."""

    def __init__(self, more: Mapping[str, Sequence[str]]) -> None:
        self._usual = {region.name: region.code for region in REGIONS}
        self._names = dict(_all_names(more))
        self._by_region: defaultdict[str, list[str]] = defaultdict(list)
        for name, region in self._names.items():
            self._by_region[region].append(name)
        longest_first = sorted({*self._names, *self._usual}, key=len, reverse=True)
        names = "|".join(map(re.escape, longest_first))
        self._name = re.compile(names)
        self._label = re.compile(rf"\s?(?P<name>{names})(?P<others>(?:{_AND}(?:{names}))*)\s+(?P<rest>\S.*)", re.DOTALL)

    def read(self, text: str) -> Label | None:
        """Give the label that a line begins with; None where it begins with none, or holds nothing else."""
        match = self._label.fullmatch(text)
        if match is None:
            return None
        name = match["name"]
        region = self._region(name)
        # `Region Kalmar län/ Kalmar Science park` names one region.
        is_shared = any(self._region(other) != region for other in self._name.findall(match["others"]))
        label = f"{name}{match['others']}" if is_shared else name
        return Label(
            region=region,
            text=label,
            rest=text.lstrip()[len(label) :].lstrip(),
            is_usual=name in self._usual and not is_shared,
            is_shared=is_shared,
        )

    def _region(self, name: str) -> str:
        return self._usual.get(name) or self._names[name]

    def read_like(self, text: str, regions: Iterable[str]) -> Label | None:
        """Give the first words of a line as the label of one of these regions, where they are nearly one of its names.

        None where they are a name.
        """
        words = text.split()
        if len(words) < 2 or not words[0][0].isupper() or self.read(text) is not None:
            return None
        for region in regions:
            for name in self._by_region[region]:
                count = name.count(" ") + 1
                told = " ".join(words[:count])
                if count < len(words) and _are_alike(told, name):
                    return Label(
                        region=region, text=told, rest=" ".join(words[count:]), is_usual=False, is_shared=False
                    )
        return None

    def is_broken(self, first: str, second: str, regions: Iterable[str]) -> bool:
        """Whether two lines begin with the two parts of a name of one of these regions, which a narrow column broke."""
        names = (name.split(" ") for region in regions for name in self._by_region[region])
        parts = ((" ".join(words[:n]), " ".join(words[n:])) for words in names for n in range(1, len(words)))
        return any(
            f"{first.strip()} ".startswith(f"{a} ") and f"{second.strip()} ".startswith(f"{b} ") for a, b in parts
        )


def _all_names(more: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    for region in REGIONS:
        for name in (region.name, *region.aliases, *more.get(region.code, ())):
            genitive = name if name.endswith("s") else f"{name}s"
            yield from ((form, region.code) for form in (name, genitive, name.upper(), genitive.upper()))


def _are_alike(told: str, name: str) -> bool:
    """Whether two names are nearly the same, apart from what stands in all of them; a letter may be wrong or lost."""
    one, other = _core(told), _core(name)
    if not one or one == other or one[0] != other[0] or abs(len(one) - len(other)) > 2:
        return False
    return SequenceMatcher(None, one, other).ratio() >= _MIN_LIKENESS


@lru_cache(maxsize=4096)
def _core(name: str) -> str:
    """Give what of a name is its own: `Sörmland` of `Region Sörmlands län`."""
    words = (word.strip(".,:;") for word in name.split())
    return " ".join(word for word in words if word.casefold() not in _COMMON)
