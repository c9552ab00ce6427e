from collections.abc import Mapping

import pytest

from corpus.document import Content
from corpus.errors import UnknownThemeError
from corpus.structure.theme_headings import titled_theme
from corpus.themes import THEMES, find_theme, theme_number


def test_there_are_seven_themes_numbered_from_one() -> None:
    assert [theme.number for theme in THEMES] == [1, 2, 3, 4, 5, 6, 7]
    assert len({theme.id for theme in THEMES}) == 7


@pytest.mark.parametrize("name", ["miljo-klimat", "Miljö och klimat", " MILJÖ OCH KLIMAT "])
def test_a_theme_is_found_by_slug_or_label_in_any_case(name: str) -> None:
    assert find_theme(name).number == 7


def test_an_unknown_theme_is_refused_with_what_was_expected() -> None:
    with pytest.raises(UnknownThemeError, match=r"okänt tema 'rymden'; väntade ett av: boende-arbete-valfard, "):
        find_theme("rymden")


@pytest.mark.parametrize(("number", "slug"), [(1, "boende-arbete-valfard"), (7, "miljo-klimat"), (0, None), (8, None)])
def test_a_theme_is_given_by_its_number(number: int, slug: str | None) -> None:
    theme = theme_number(number)
    assert (theme.id if theme else None) == slug


@pytest.mark.parametrize(
    ("title", "theme"),
    [
        ("Kompetensförsörjning", "kompetensforsorjning"),
        ("Tema: Innovation och förnyelse", "innovation-foretagande"),
        ("3. Tillgänglighet", "tillganglighet"),
        ("Kompetensförsörjning i Skåne", None),
        ("Förnyelse", None),
    ],
)
def test_a_title_of_a_labels_first_words_is_that_theme(title: str, theme: str | None) -> None:
    assert titled_theme(title, {}) == theme


def test_the_template_asks_for_the_themes_in_questions_three_to_nine(contents: Mapping[str, Content]) -> None:
    sections = contents["orebro-2023"].sections
    themes = {section.heading.split(".")[0]: section.theme for section in sections if section.heading[0].isdigit()}
    assert themes == {"1": None, "2": None, "10": None, **{str(theme.number + 2): theme.id for theme in THEMES}}
