"""The map of a page: every county with its look, its link and what it says."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.regions import REGIONS, Region
from service.answer.answer import RegionAnswer, RegionStatus
from service.web.addresses import region_address
from service.web.languages.words import Words
from service.web.map.outlines import read_outlines
from service.web.parts.heat import Heat
from service.web.parts.holdings import RegionCount, regions_in_order
from service.web.wording import counted


@dataclass(frozen=True, slots=True, kw_only=True)
class County:
    """One county as it is drawn; `look` names its colour or pattern in the style sheet."""

    region: Region
    path: str
    look: str
    address: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A map with what its looks stand for."""

    title: str
    width: int
    height: int
    counties: tuple[County, ...]
    legend: tuple[tuple[str, str], ...]


def draw_counts(title: str, counts: Sequence[RegionCount], words: Words) -> Drawing:
    """Draw how many initiatives each region has; a county leads to its region's page."""
    heat = Heat.of(each.count for each in counts)
    looks = {each.region.code: f"level-{heat.level(each.count)}" for each in counts}
    labels = {
        each.region.code: f"{each.region.name}: {counted(each.count, words['counts']['initiatives'])}"
        for each in counts
    }
    addresses = {code: region_address(code) for code in looks}
    legend = [(f"level-{level}", span) for level, span in heat.legend()]
    return _draw(title, looks, labels, addresses, legend)


def draw_place(title: str, region: Region) -> Drawing:
    """Draw where one region lies; every county leads to its region's page."""
    looks = {each.code: "here" if each is region else "elsewhere" for each in REGIONS}
    labels = {each.code: each.name for each in REGIONS}
    return _draw(title, looks, labels, {code: region_address(code) for code in looks}, ())


def draw_statuses(answers: Sequence[RegionAnswer], names: Mapping[str, str], title: str) -> Drawing:
    """Draw what was found of each region; a county leads to its place in the answer.

    A region that the answer leaves out is drawn as one without documents, and leads to its own page.

    Args:
        names: What each status is called, and `left_out`.
    """
    looks = dict.fromkeys((region.code for region in REGIONS), RegionStatus.NO_DOCUMENTS.value)
    labels = {region.code: f"{region.name}: {names['left_out']}" for region in REGIONS}
    addresses = {code: region_address(code) for code in looks}
    for answer in answers:
        looks[answer.region.code] = answer.status.value
        labels[answer.region.code] = f"{answer.region.name}: {names[answer.status].lower()}"
        addresses[answer.region.code] = f"#lan-{answer.region.code}"
    held = Counter(answer.status for answer in answers)
    legend = [(status.value, f"{names[status]} ({held[status]})") for status in RegionStatus if held[status]]
    return _draw(title, looks, labels, addresses, legend)


def _draw(
    title: str,
    looks: dict[str, str],
    labels: dict[str, str],
    addresses: dict[str, str],
    legend: Sequence[tuple[str, str]],
) -> Drawing:
    outlines = read_outlines()
    counties = tuple(
        County(
            region=region,
            path=outlines.paths[region.code],
            look=looks[region.code],
            address=addresses[region.code],
            label=labels[region.code],
        )
        for region in regions_in_order()
    )
    return Drawing(title=title, width=outlines.width, height=outlines.height, counties=counties, legend=tuple(legend))
