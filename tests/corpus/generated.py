"""Rows of tables drawn by chance: sentences, names and figures as reports have them."""

from dataclasses import replace

from hypothesis import strategies as st

from tests.corpus import made, set_otherwise
from tests.corpus.made import Told

# A PDF's narrowest column holds a word of so many letters; longer ones are cut there without a hyphen.
WORDS = st.text("abdeghiklmnoprstuvyåäö", min_size=2, max_size=7)
FIGURES = st.one_of(
    st.integers(2, 999).map(str),
    st.integers(1000, 9_999_999).map(lambda n: f"{n:,}".replace(",", " ")),
    st.decimals(1, 99, places=1).map(lambda n: f"{n} %".replace(".", ",")),
)
MARKS = st.sampled_from((",", ":", "", "", "", " –", " &", " (sic)"))


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """A sentence of words, figures and marks."""
    words = draw(st.lists(st.one_of(WORDS, WORDS, WORDS, FIGURES), min_size=2, max_size=14))
    marked = [f"{word}{draw(MARKS)}" for word in words]
    return f"{draw(WORDS).capitalize()} {' '.join(marked)} {draw(WORDS)}."


@st.composite
def names(draw: st.DrawFn) -> str:
    words = draw(st.lists(WORDS, min_size=1, max_size=5))
    return f"{draw(WORDS).capitalize()}{draw(st.sampled_from((' ', ' – ', ' & ')))}{' '.join(words)}"


TEXTS = st.lists(sentences(), min_size=1, max_size=3).map(" ".join)
ROWS = st.lists(
    st.builds(
        Told, region=st.sampled_from(sorted(made.CODES)), name=names(), outputs=TEXTS, effects=TEXTS, goals=sentences()
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda row: (row.region, row.name),
)


@st.composite
def tables(draw: st.DrawFn) -> list[Told]:
    """Rows in order of their regions, with cells that are empty or hold several lines."""
    cells = st.one_of(st.just(""), TEXTS, st.lists(sentences(), min_size=2, max_size=4).map(set_otherwise.BREAK.join))
    told = []
    for row in sorted(draw(ROWS), key=lambda row: row.region):
        outputs, effects = draw(cells), draw(cells)
        told.append(replace(row, outputs=outputs, effects=effects, goals=row.goals if draw(st.booleans()) else ""))
    return told
