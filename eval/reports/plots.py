"""Plots as inline SVG: bars with intervals, lines and dumbbells; texts are escaped, colours differ in shade too."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

# Okabe and Ito's colours, which people with any colour vision tell apart.
COLOURS = ("#999999", "#56b4e9", "#e69f00", "#0072b2", "#cc79a7", "#009e73", "#d55e00")
INK, GRID = "#333333", "#dddddd"
WIDTH, HEIGHT = 720, 300
LEFT, RIGHT, TOP, BOTTOM = 46, 24, 12, 46

_LOG_HEIGHT = 420
# Where the axes of a logarithmic chart begin and end; names stand right of them.
_LOG_X, _LOG_Y = (LEFT, 520), (_LOG_HEIGHT - BOTTOM, TOP)

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A value with its interval, both between 0 and 1."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Points of one line, ascending in x; `mark` is a point of its own, `colour` a place in the palette."""

    name: str
    colour: int
    points: Sequence[Point]
    mark: Point | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """Points of one curve over logarithmic axes, ascending in x, all above 0."""

    name: str
    points: Sequence[Point]
    is_dashed: bool = False


def bar_chart(title: str, groups: Mapping[str, Mapping[str, Bar]], names: Sequence[str]) -> str:
    """Draw a group of bars for each key, a bar for each name that has one; whiskers are intervals."""
    parts = [_grid_y()]
    step = (WIDTH - LEFT - RIGHT) / max(len(groups), 1)
    wide = 0.8 * step / max(len(names), 1)
    for place, (group, bars) in enumerate(groups.items()):
        left = LEFT + place * step + 0.1 * step
        parts.append(_text(left + 0.4 * step, HEIGHT - BOTTOM + 16, group, anchor="middle"))
        for column, name in enumerate(names):
            if name in bars:
                parts.append(_bar(left + column * wide, wide, bars[name], name, _colour(column)))
    return _svg(title, [*parts, _legend(names, range(len(names)))])


def line_chart(title: str, lines: Sequence[Line], x_label: str, ticks: Sequence[float], labels: Sequence[str]) -> str:
    """Draw lines over x and y from 0 to 1; `ticks` are places on the x axis and `labels` what stands there."""
    parts = [_grid_y()]
    for tick, label in zip(ticks, labels, strict=True):
        parts.append(_text(_x(tick), HEIGHT - BOTTOM + 16, label, anchor="middle"))
    parts.append(_text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - BOTTOM + 30, x_label, anchor="middle"))
    for line in lines:
        colour = _colour(line.colour)
        path = " ".join(f"{_x(x):.1f},{_y(y):.1f}" for x, y in line.points)
        parts.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2">'
            f"<title>{escape(line.name)}</title></polyline>"
        )
        if line.mark is not None:
            x, y = line.mark
            parts.append(_dot(x=_x(x), y=_y(y), colour=colour, label=f"{line.name}: {x:.2f}, {y:.2f}"))
    return _svg(title, [*parts, _legend([line.name for line in lines], [line.colour for line in lines])])


def log_chart(title: str, curves: Sequence[Curve], x_label: str, y_label: str) -> str:
    """Draw curves over two logarithmic axes, a grid line a power of ten; values are above 0. Names stand beside."""
    found = [point for curve in curves for point in curve.points]
    bounds = [_powers([point[axis] for point in found]) for axis in (0, 1)]
    places = [_places(low, high, *ends) for (low, high), ends in zip(bounds, (_LOG_X, _LOG_Y), strict=True)]
    parts = [
        f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{_LOG_Y[0]}" stroke="{GRID}"/>'
        + _text(x, _LOG_Y[0] + 16, f"{10.0**power:g}", anchor="middle")
        for power in range(bounds[0][0], bounds[0][1] + 1)
        for x in [places[0](10.0**power)]
    ]
    parts += [
        f'<line x1="{LEFT}" x2="{_LOG_X[1]}" y1="{y:.1f}" y2="{y:.1f}" stroke="{GRID}"/>'
        + _text(LEFT - 6, y + 4, f"{10.0**power:g}", anchor="end")
        for power in range(bounds[1][0], bounds[1][1] + 1)
        for y in [places[1](10.0**power)]
    ]
    parts += [_text(_LOG_X[1], _LOG_Y[0] + 30, x_label, anchor="end"), _text(LEFT - 6, TOP + 2, y_label, anchor="end")]
    for number, curve in enumerate(curves):
        points = [(places[0](x), places[1](y)) for x, y in curve.points]
        parts.append(_curve(curve, points, _colour(number)))
        parts.append(_text(_LOG_X[1] + 30, TOP + 12 + 18 * number, curve.name))
        parts.append(_dot(x=_LOG_X[1] + 18, y=TOP + 8 + 18 * number, colour=_colour(number), label=curve.name))
    return _svg(title, parts, _LOG_HEIGHT)


def dumbbells(title: str, rows: Sequence[tuple[str, float, float]], names: tuple[str, str]) -> str:
    """Draw a row a question: a dot for each of two systems and a line between them."""
    height, row_height, left = 40 + 16 * len(rows), 16, 80
    parts = [_dumbbell_legend(names, left)]
    for number, (label, before, after) in enumerate(rows):
        y = 34 + number * row_height
        xs = [left + value * (WIDTH - left - RIGHT) for value in (before, after)]
        parts.append(_text(left - 10, y + 4, label, anchor="end"))
        parts.append(f'<line x1="{xs[0]:.1f}" x2="{xs[1]:.1f}" y1="{y}" y2="{y}" stroke="{GRID}" stroke-width="4"/>')
        parts.append(_dot(x=xs[0], y=y, colour=COLOURS[0], label=f"{label}: {names[0]} {before:.3f}"))
        parts.append(_dot(x=xs[1], y=y, colour=COLOURS[3], label=f"{label}: {names[1]} {after:.3f}"))
    return _svg(title, parts, height)


def _curve(curve: Curve, points: Sequence[Point], colour: str) -> str:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dashes = ' stroke-dasharray="6 4"' if curve.is_dashed else ""
    line = f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{dashes}/>'
    dots = [
        _dot(x=x, y=y, colour=colour, label=f"{curve.name}: {told[0]:g}, {told[1]:.3g}")
        for (x, y), told in zip(points, curve.points, strict=True)
    ]
    return line + "".join(dots)


def _powers(values: Sequence[float]) -> tuple[int, int]:
    """Give the powers of ten that values lie between; never the same twice."""
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)


def _places(low: int, high: int, start: float, stop: float) -> Callable[[float], float]:
    """Give where on an axis a value lies, whose power of ten `low` is at `start` and `high` at `stop`."""
    return lambda value: start + (math.log10(value) - low) / (high - low) * (stop - start)


def _svg(title: str, parts: Sequence[str], height: int = HEIGHT) -> str:
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(title, quote=True)}" '
        f'xmlns="http://www.w3.org/2000/svg">{"".join(parts)}</svg>'
    )


def _bar(x: float, width: float, bar: Bar, name: str, colour: str) -> str:
    middle = x + width / 2
    tip = f"{name}: {bar.value:.3f} [{bar.low:.3f}, {bar.high:.3f}]"
    return (
        f'<rect x="{x:.1f}" y="{_y(bar.value):.1f}" width="{width * 0.9:.1f}" '
        f'height="{_y(0) - _y(bar.value):.1f}" fill="{colour}"><title>{escape(tip)}</title></rect>'
        f'<line x1="{middle:.1f}" x2="{middle:.1f}" y1="{_y(bar.low):.1f}" y2="{_y(bar.high):.1f}" stroke="{INK}"/>'
    )


def _dot(*, x: float, y: float, colour: str, label: str) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{colour}"><title>{escape(label)}</title></circle>'


def _legend(names: Sequence[str], colours: Sequence[int]) -> str:
    wide = (WIDTH - LEFT) / max(len(names), 5)
    return "".join(
        f'<rect x="{LEFT + wide * n:.1f}" y="{HEIGHT - 12}" width="10" height="10" fill="{_colour(colour)}"/>'
        + _text(LEFT + wide * n + 14, HEIGHT - 3, name)
        for n, (name, colour) in enumerate(zip(names, colours, strict=True))
    )


def _colour(place: int) -> str:
    return COLOURS[place % len(COLOURS)]


def _dumbbell_legend(names: tuple[str, str], left: float) -> str:
    return "".join(
        f'<circle cx="{left + 120 * n}" cy="12" r="5" fill="{colour}"/>' + _text(left + 120 * n + 10, 16, name)
        for n, (name, colour) in enumerate(zip(names, (COLOURS[0], COLOURS[3]), strict=True))
    )


def _grid_y() -> str:
    return "".join(
        f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{_y(tenth / 5):.1f}" y2="{_y(tenth / 5):.1f}" stroke="{GRID}"/>'
        + _text(LEFT - 6, _y(tenth / 5) + 4, f"{tenth / 5:.1f}", anchor="end")
        for tenth in range(6)
    )


def _text(x: float, y: float, text: str, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _x(share: float) -> float:
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def _y(share: float) -> float:
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)
