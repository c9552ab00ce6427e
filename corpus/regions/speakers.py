"""Who speaks in a part of a report: a region, a group of regions, or nobody in particular."""

from typing import Protocol

from corpus.regions import group_by_id, region_by_code


class Spoken(Protocol):
    """An initiative, a block or a passage: it speaks for one region, for a group, or for neither.

    Attributes:
        region: County code, else None.
        group: Id of the group, else None.
    """

    @property
    def region(self) -> str | None: ...

    @property
    def group(self) -> str | None: ...


def speaker(told: Spoken) -> str:
    """Name the region or the group that something speaks for; "" where it speaks for neither."""
    if told.region is not None:
        return region_by_code(told.region).name
    return group_by_id(told.group).name if told.group is not None else ""


def speaks_for(told: Spoken) -> tuple[str, ...]:
    """Give the county codes that something is found under: its region's, or those of its group's members."""
    if told.region is not None:
        return (told.region,)
    return group_by_id(told.group).members if told.group is not None else ()
