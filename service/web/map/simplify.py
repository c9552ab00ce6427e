"""Make `counties.json` of a GeoJSON file of the counties: `python -m service.web.map.simplify FILE`.

Longitudes are shortened by the cosine of 62 degrees, the middle of Sweden, and every point is rounded to a unit of
the drawing. Neighbours share the points of their border, so rounding leaves no gaps between them.
"""

import json
import math
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from service.web.map.outlines import COUNTIES

MIDDLE = math.cos(math.radians(62))
HEIGHT = 1000
MARGIN = 4

Point = tuple[float, float]
Ring = list[tuple[int, int]]


def simplify(features: Sequence[Mapping[str, Any]]) -> dict[str, object]:
    """Give the counties of a GeoJSON collection as paths by county code, with the drawing's size."""
    outlines = {f"{feature['properties']['l_id']:02}": list(_rings(feature["geometry"])) for feature in features}
    points = [_project(point) for rings in outlines.values() for ring in rings for point in ring]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    scale = HEIGHT / (max(y for _, y in points) - top)

    def place(point: Point) -> tuple[int, int]:
        x, y = _project(point)
        return round((x - left) * scale) + MARGIN, round((y - top) * scale) + MARGIN

    paths = {code: _path(_rounded(map(place, ring)) for ring in outlines[code]) for code in sorted(outlines)}
    width = round((max(x for x, _ in points) - left) * scale)
    return {"width": width + 2 * MARGIN, "height": HEIGHT + 2 * MARGIN, "paths": paths}


def _rings(geometry: Mapping[str, Any]) -> Iterator[list[Point]]:
    coordinates = geometry["coordinates"]
    for polygon in coordinates if geometry["type"] == "MultiPolygon" else [coordinates]:
        yield from ([(float(x), float(y)) for x, y, *_ in ring] for ring in polygon)


def _project(point: Point) -> Point:
    return point[0] * MIDDLE, -point[1]


def _rounded(points: Iterable[tuple[int, int]]) -> Ring:
    """Leave out points that rounding has made the same, and the last, which repeats the first."""
    ring: Ring = []
    for point in points:
        if not ring or ring[-1] != point:
            ring.append(point)
    return ring[:-1] if ring[0] == ring[-1] else ring


def _path(rings: Iterable[Ring]) -> str:
    return "".join(_closed(ring) for ring in rings if len(ring) > 2)


def _closed(ring: Ring) -> str:
    steps = [f"{x - before[0]},{y - before[1]}" for before, (x, y) in pairwise(ring)]
    return f"M{ring[0][0]},{ring[0][1]}l{' '.join(steps)}z"


if __name__ == "__main__":
    collection = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    COUNTIES.write_text(json.dumps(simplify(collection["features"]), indent=0) + "\n", encoding="utf-8")
