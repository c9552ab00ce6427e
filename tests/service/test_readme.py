"""What the README shows as answers is what the service gives."""

import re

import pytest

from indexer.index import Filters
from service.live import LiveIndex
from tests.documentation import TOP

README = (TOP / "README.md").read_text(encoding="utf-8")
# A question as it is typed, and what is printed, up to the next one or the end of the example.
SHOWN = re.findall(r'^    \$ python -m service ask "([^"]+)"\n\n((?:    (?!\$).*\n|\n)+)', README, re.MULTILINE)


def collapsed(text: str) -> str:
    return " ".join(text.split())


def test_there_are_answers_to_look_at() -> None:
    assert len(SHOWN) == 3


@pytest.mark.parametrize(("question", "printed"), SHOWN, ids=[question for question, _ in SHOWN])
def test_the_answers_that_the_readme_shows_are_given(question: str, printed: str, live: LiveIndex) -> None:
    given = live.backend().answerer.answer(question, Filters())
    lines = [line.strip() for line in printed.splitlines() if line.strip() and "Uppfattat:" not in line]
    if given.answer is not None:
        assert lines[0] == given.answer.text
    else:
        assert collapsed(given.text) in collapsed(" ".join(lines))
    quotes = {collapsed(citation.quote) for citation in given.citations}
    quotes |= {collapsed(shown.quote) for region in given.regions for shown in region.evidence}
    assert set(re.findall("”([^”]+)”", collapsed(" ".join(lines)))) <= quotes
