"""The interface of a system under measurement: it is opened in a fresh process and queried."""

from collections.abc import Callable
from dataclasses import dataclass

from eval.benchmarks.place import Place
from eval.benchmarks.timing import Ask


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """One way of asking.

    Attributes:
        open: Makes ready what lies in the place, and gives what answers a query with its ten best.
    """

    name: str
    open: Callable[[Place], Ask]


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer(System):
    """What a user might pick instead.

    Attributes:
        package: What it is installed as.
        note: What it searches by.
        index: Indexes the place's material and keeps the index there; one that keeps none does it again when opened.
    """

    package: str
    note: str
    index: Callable[[Place], None]
