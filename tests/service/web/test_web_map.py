"""The map of the counties: its outlines, and the colours of counts."""

import pytest

from corpus.regions import REGIONS
from service.web.map.outlines import COUNTIES, read_outlines
from service.web.map.simplify import simplify
from service.web.parts.heat import Heat


def test_a_square_is_drawn_with_its_longitudes_shortened() -> None:
    square = [[14.0, 62.0], [15.0, 62.0], [15.0, 61.0], [14.0, 61.0], [14.0, 62.0]]
    feature = {"properties": {"l_id": 9}, "geometry": {"type": "Polygon", "coordinates": [square]}}
    # 1,000 units high; cos 62 degrees is 0.469; 4 units of margin on every side.
    assert simplify([feature]) == {"width": 477, "height": 1008, "paths": {"09": "M4,4l469,0 0,1000 -469,0z"}}


def test_the_map_has_the_21_counties_and_is_small() -> None:
    outlines = read_outlines()
    assert set(outlines.paths) == {region.code for region in REGIONS}
    assert COUNTIES.stat().st_size < 25_000
    # Öland and Fårö are parts of their own.
    assert outlines.paths["08"].count("M") == outlines.paths["09"].count("M") == 2


@pytest.mark.parametrize(
    ("counts", "legend", "level_of_first"),
    [
        ([31, 12, 0, 5], [(0, "0"), (1, "5–10"), (2, "11–15"), (3, "16–21"), (4, "22–26"), (5, "27–31")], 5),
        ([1, 2, 3], [(3, "1"), (4, "2"), (5, "3")], 3),
        ([4, 4], [(5, "4")], 5),
        ([0], [(0, "0")], 0),
    ],
)
def test_counts_are_coloured_in_levels_up_to_the_largest(
    counts: list[int], legend: list[tuple[int, str]], level_of_first: int
) -> None:
    heat = Heat.of(counts)
    assert heat.legend() == legend
    assert heat.level(counts[0]) == level_of_first
