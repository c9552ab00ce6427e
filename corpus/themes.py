"""The seven themes of the national follow-up, which are the tables of the compilation."""

from dataclasses import dataclass

from corpus.errors import UnknownThemeError, shown
from corpus.repair import plain_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One theme: its number in the compilation, its slug in addresses and its label as officers read it."""

    number: int
    id: str
    label: str


THEMES = (
    Theme(
        number=1,
        id="boende-arbete-valfard",
        label="Likvärdiga möjligheter till boende, arbete och välfärd i hela landet",
    ),
    Theme(
        number=2,
        id="kompetensforsorjning",
        label="Kompetensförsörjning och kompetensutveckling i hela landet",
    ),
    Theme(
        number=3,
        id="innovation-foretagande",
        label="Innovation och förnyelse samt entreprenörskap och företagande i hela landet",
    ),
    Theme(
        number=4,
        id="tillganglighet",
        label="Tillgänglighet i hela landet genom digital kommunikation och transportsystemet",
    ),
    Theme(number=5, id="jamstalldhet", label="Jämställdhet"),
    Theme(number=6, id="integration", label="Integration"),
    Theme(number=7, id="miljo-klimat", label="Miljö och klimat"),
)

_BY_NAME = {name.casefold(): theme for theme in THEMES for name in (theme.id, theme.label)}
_BY_NUMBER = {theme.number: theme for theme in THEMES}


def find_theme(name: str) -> Theme:
    """Give the theme with this slug or label.

    Raises:
        UnknownThemeError: No theme is called that.
    """
    theme = _BY_NAME.get(plain_text(name).strip().casefold())
    if theme is None:
        expected = ", ".join(theme.id for theme in THEMES)
        raise UnknownThemeError(f"okänt tema {shown(name)}; väntade ett av: {expected}")
    return theme


def theme_number(number: int) -> Theme | None:
    """Give the theme with this number in the compilation, or None."""
    return _BY_NUMBER.get(number)
