"""The page on writing forms: its examples are forms, and it names all that the two usual engines understand."""

import re
from pathlib import Path

import pytest

from corpus.document import Field
from corpus.forms import read_form
from corpus.forms.flattened import FlattenedForm
from corpus.forms.model import CardsForm, GridForm
from corpus.themes import THEMES
from tests.corpus.added import add

PAGE = (Path(__file__).parents[2] / "docs" / "forms.md").read_text(encoding="utf-8")
TABLE, CARDS, NEXT_YEAR = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
_PROSE = re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL)


@pytest.mark.parametrize(("text", "engine"), [(TABLE, GridForm), (CARDS, CardsForm), (NEXT_YEAR, FlattenedForm)])
def test_an_example_is_a_form(tmp_path: Path, text: str, engine: type) -> None:
    (tmp_path / "exempel.toml").write_text(text, encoding="utf-8")
    assert isinstance(read_form(tmp_path / "exempel.toml"), engine)


@pytest.mark.parametrize("engine", [GridForm, CardsForm])
def test_every_key_theme_and_field_is_named(engine: type[GridForm | CardsForm]) -> None:
    told = set(re.findall(r"[a-z_-]+", " ".join(re.findall(r"`([^`]+)`", _PROSE))))
    assert engine.model_fields.keys() - {"name", "engine"} <= told
    assert {theme.id for theme in THEMES} <= told
    assert {Field.NAME, Field.DESCRIPTION, Field.OUTPUTS, Field.EFFECTS, Field.GOALS} <= told


def test_the_tables_form_reads_such_a_table(tmp_path: Path, collection_folder: Path) -> None:
    head = ("Länsstyrelse", "Beslutad åtgärd", "Därför gjordes den", "Levererat", "Nytta", "Inriktning")
    rows = (
        head,
        (
            "Länsstyrelsen i Skåne län",
            "Kustskydd",
            "Stranden försvinner.",
            "600 meter",
            "Torra hus",
            "Klimatanpassning",
        ),
        ("Z län", "Fjällnät", "Nätet är glest.", "3 master", "Fler kan ringa", "Digital infrastruktur"),
        ("Summa", "2 åtgärder", "", "", "", ""),
    )
    table = "".join("<tr>" + "".join(f"<td>{cell}" for cell in row) for row in rows)
    file = tmp_path / "atgarder.html"
    file.write_text(f"<html><h1>Åtgärder</h1><table>{table}</table>", encoding="utf-8")
    content, proposed = add(file, collection_folder, {"lansstyrelser": TABLE})
    assert proposed == "form: lansstyrelser (säker: 100% av formens ord finns)"
    assert [(one.region, one.theme, one.name, one.outputs) for one in content.initiatives] == [
        ("12", "miljo-klimat", "Kustskydd", "600 meter"),
        ("23", "tillganglighet", "Fjällnät", "3 master"),
    ]
    assert content.notes == ("sida 1, tabell 1, rad 4: ingen region i 'Summa'; raden läses som löptext",)
