"""`python -m tests.service.page_speed PAGE`: how heavy pages are and how soon they are there, told in a document."""

import os
import platform
import re
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from fastapi.testclient import TestClient
from playwright.sync_api import Browser

from tests.service.own_app import launched, own_app
from tests.service.places import find_places
from tests.service.serving import serve

REPEATS = 5
PATIENCE_MS = 180_000
BEGIN, END = "<!-- pages: begin -->", "<!-- pages: end -->"
# Painted by the browser: when something was first seen, in milliseconds since the page was asked for.
# Evaluated as an expression: what polls in the page is a script of its own, which the page's policy refuses.
FIRST_PAINT = """new Promise((resolve) => new PerformanceObserver((seen) => {
    const first = seen.getEntries().find((entry) => entry.name === 'first-paint');
    if (first) resolve(first.startTime);
}).observe({type: 'paint', buffered: true}))"""
LOADED = """[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
    .reduce((sum, entry) => sum + entry.decodedBodySize, 0)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """How long a page took to come over HTTP, in milliseconds: its first bytes, and the whole of it."""

    begun: float
    whole: float
    n_bytes: int
    is_streamed: bool


def main(document: Path) -> None:
    """Measure every kind of page, and put the figures between the document's marks."""
    app = own_app()
    places = find_places(TestClient(app))
    with serve(app) as address, launched() as browser:
        spells = {place: [fetch(address, path) for _ in range(REPEATS)] for place, path in places.items()}
        painted = {place: paint(browser, address, places[place]) for place in ("start", "answer")}
    text = document.read_text(encoding="utf-8")
    told = "\n".join(["", *_lines(spells, painted), ""])
    document.write_text(re.sub(f"(?<={BEGIN}).*(?={END})", lambda _: told, text, flags=re.DOTALL), encoding="utf-8")


def fetch(address: str, path: str) -> Spell:
    """Ask for a page as a browser does."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE_MS / 1000)
    start = time.perf_counter()
    connection.request("GET", path, headers={"Accept": "text/html"})
    reply = connection.getresponse()
    body = reply.read1()
    begun = time.perf_counter() - start
    begins_with = body
    while part := reply.read1():
        body += part
    whole = time.perf_counter() - start
    connection.close()
    is_streamed = b'class="waiting"' in begins_with and b"</html>" not in begins_with
    return Spell(begun=1000 * begun, whole=1000 * whole, n_bytes=len(body), is_streamed=is_streamed)


def paint(browser: Browser, address: str, path: str) -> tuple[list[float], int]:
    """Give when a browser new to a page first painted it, time after time, and the bytes of all that it loaded."""
    moments, n_bytes = [], 0
    for _ in range(REPEATS):
        context = browser.new_context(base_url=address, locale="sv-SE")
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.goto(path)
        page.wait_for_load_state()
        moments.append(float(page.evaluate(FIRST_PAINT)))
        n_bytes = int(page.evaluate(LOADED))
        context.close()
    return moments, n_bytes


def _lines(spells: dict[str, list[Spell]], painted: dict[str, tuple[list[float], int]]) -> list[str]:
    load = os.getloadavg()[0]
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    streamed = [place for place, found in spells.items() if found[0].is_streamed]
    others = {place: found for place, found in spells.items() if place not in streamed}
    slowest = sorted(others, key=lambda place: _median(others[place]), reverse=True)[:5]
    lines = [
        f"Measured {date.today().isoformat()} with `make pages`: {machine}, load {load:.1f}; medians of {REPEATS}.",
        "",
        "| page | bytes in all | first paint ms |",
        "|---|---:|---:|",
    ]
    lines += [f"| {place} | {n_bytes:,} | {median(moments):.0f} |" for place, (moments, n_bytes) in painted.items()]
    lines += ["", f"Of {len(others)} kinds of page without an answer, the slowest:", ""]
    lines += ["| page | server ms | slowest of all | bytes |", "|---|---:|---:|---:|"]
    lines += [_row(place, others[place]) for place in slowest]
    lines += ["", f"Of {len(streamed)} kinds of answer, each sent up to *Läser rapporterna …* before it is made:", ""]
    lines += [
        "| answer | first bytes ms | whole ms, first time | whole ms, again | bytes |",
        "|---|---:|---:|---:|---:|",
    ]
    for place in streamed:
        first, *again = spells[place]
        begun = median(spell.begun for spell in spells[place])
        lines.append(f"| {place} | {begun:.0f} | {first.whole:.0f} | {_median(again):.0f} | {first.n_bytes:,} |")
    return lines


def _row(place: str, found: Sequence[Spell]) -> str:
    return f"| {place} | {_median(found):.0f} | {max(spell.whole for spell in found):.0f} | {found[0].n_bytes:,} |"


def _median(found: Sequence[Spell]) -> float:
    return median(spell.whole for spell in found)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
