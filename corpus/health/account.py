"""Expected against found: the words of a document's pages, and the rows of its regions by theme."""

import re
from collections import Counter
from collections.abc import Iterator

from corpus.document import Content
from corpus.forms.flattened import FlattenedForm
from corpus.forms.model import AnyForm
from corpus.health.record import Account
from corpus.regions import order_codes, region_by_code
from corpus.themes import THEMES

YEAR = re.compile(r"\b20[0-4]\d\b")
_MINYEARS = 20
_SHOWN_PAGES, _SHOWN_WORDS = 5, 4


def take_account(content: Content, form: AnyForm) -> Account:
    """Count what was read in a document against what stands on its pages and what its form expects."""
    themes = tuple(form.themes) if isinstance(form, FlattenedForm) else ()
    told = {(row.region, row.theme) for row in content.rows}
    expected = {(region, theme) for region in content.document.regions for theme in themes}
    return Account(
        words_on_pages=sum(len(page.text.split()) for page in content.pages),
        words_told=sum(len(block.text.split()) for block in content.blocks if not block.is_repeat),
        rows=len(content.rows),
        filled=len(told & expected),
        expected=len(expected),
        faults=(*_word_faults(content), *_row_faults(content, themes), *_year_faults(content)),
    )


def _word_faults(content: Content) -> Iterator[str]:
    """Name pages whose words are not told once each."""
    on_pages = {page.page: Counter(page.text.split()) for page in content.pages}
    told: dict[int, Counter[str]] = {page: Counter() for page in on_pages}
    for block in (block for block in content.blocks if not block.is_repeat):
        told[block.page].update(block.text.split())
    uneven = [page for page in on_pages if on_pages[page] != told[page]]
    for page in uneven[:_SHOWN_PAGES]:
        lost, twice = on_pages[page] - told[page], told[page] - on_pages[page]
        for words, what in ((lost, "inte lästa"), (twice, "lästa två gånger")):
            if words:
                yield f"sida {page}: {words.total()} ord {what}: {' '.join([*words][:_SHOWN_WORDS])}"
    if len(uneven) > _SHOWN_PAGES:
        yield f"ord som inte går ihop på ytterligare {len(uneven) - _SHOWN_PAGES} sidor"


def _row_faults(content: Content, themes: tuple[str, ...]) -> Iterator[str]:
    """Name themes without a table, and the regions that have no row under a theme."""
    told = {(row.region, row.theme) for row in content.rows}
    nowhere = set(content.document.regions) - {region for region, _ in told} if themes else set()
    if nowhere:
        yield f"ingen rad alls från {_names(nowhere)}"
    for theme in (theme for theme in THEMES if theme.id in themes):
        there = {region for region, told_theme in told if told_theme == theme.id}
        missing = set(content.document.regions) - there - nowhere
        if not there:
            yield f"temat {theme.label} har ingen tabell"
        elif missing:
            yield f"temat {theme.label} har ingen rad från {_names(missing)}"


def _year_faults(content: Content) -> Iterator[str]:
    """Name the year that a table's text speaks of most, where the catalogue says another."""
    counts = Counter(int(year) for row in content.rows for year in YEAR.findall(row.text))
    [(year, count)] = counts.most_common(1) or [(0, 0)]
    if count >= _MINYEARS and year not in content.document.years:
        years = ", ".join(map(str, content.document.years))
        yield f"tabellerna talar mest om {year} ({count} gånger); katalogen säger {years}"


def _names(codes: set[str]) -> str:
    return ", ".join(region_by_code(code).name for code in order_codes(codes))
