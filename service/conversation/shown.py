"""What an answer showed, which the next question may point at."""

from collections.abc import Sequence
from typing import TypeVar

from corpus.regions import Region, region_by_code
from service.answer.answer import Answer, RegionStatus

Shown = TypeVar("Shown")


def shown_regions(found: Answer) -> list[Region]:
    """Give the regions that an answer shows evidence of, best first; those of its sides where it compares."""
    sides = [region_by_code(side.region) for side in found.sides if side.region]
    return sides or [answer.region for answer in found.regions if answer.status is RegionStatus.EVIDENCE]


def shown_initiatives(found: Answer) -> list[str]:
    """Give the ids of the initiatives that an answer cites, each once, in order."""
    cited = (citation.passage.initiative for citation in found.citations)
    return list(dict.fromkeys(initiative for initiative in cited if initiative))


def at(shown: Sequence[Shown], place: int) -> Shown | None:
    """Give what was shown at a place, below 0 from the end; None where fewer were."""
    return shown[place] if -len(shown) <= place < len(shown) else None
