"""Forms: what differs from another, which one fits a report, and what is told of broken ones."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from corpus.catalogue import load_catalogue
from corpus.collection import DEFAULT_FOLDER, read_collection
from corpus.document import Content
from corpus.errors import FormError
from corpus.fitting import propose_for_text
from corpus.forms import load_forms, read_form
from tests.corpus.added import add

NEXT_YEAR = """
extends = "theme-tables"
title = "Nästa års sammanställning"
pages = "plain"
recognised_by = ["Årsbok"]

[head]
begins = ["län åtgärd och bakgrund"]
ends = ["syftar till"]

[themes]
integration = ["Ett öppet län"]
jamstalldhet = ["Lika villkor"]

[labels]
"Gotland" = ["Öarna"]
"""
NEXT_YEAR_TEXT = """Årsbok

2 Lika villkor
Län Åtgärd och bakgrund Genomförda prestationer
Effekter Mål som det syftar till
Blekinge Flickor kör kran
Kranen kördes av 40 flickor.
Öarna Pojkar lär vård
Vården lärdes av 12 pojkar.

1 Ett öppet län
Län Åtgärd och bakgrund Genomförda prestationer
Effekter Mål som det syftar till
Halland Språkkafé vid havet
Kaféet hölls 20 gånger.
"""


def test_a_form_says_only_what_differs_from_another(tmp_path: Path, collection_folder: Path) -> None:
    file = tmp_path / "arsbok.txt"
    file.write_text(NEXT_YEAR_TEXT, encoding="utf-8")
    content, _ = add(file, collection_folder, {"arsbok": NEXT_YEAR}, "arsbok")
    assert [(row.region, row.theme, row.text) for row in content.rows] == [
        ("10", "jamstalldhet", "Flickor kör kran Kranen kördes av 40 flickor."),
        ("09", "jamstalldhet", "Pojkar lär vård Vården lärdes av 12 pojkar."),
        ("13", "integration", "Språkkafé vid havet Kaféet hölls 20 gånger."),
    ]


def test_a_report_that_no_form_knows_is_read_without_one(tmp_path: Path, collection_folder: Path) -> None:
    file = tmp_path / "brev.txt"
    file.write_text("Ett brev\n\nSkåne har byggt en bro.\n", encoding="utf-8")
    content, proposed = add(file, collection_folder, {})
    assert (content.document.form, proposed) == ("generic", "form: generic (ingen känd form passar)")


def test_the_forms_of_the_reports_are_proposed_for_them(contents: Mapping[str, Content]) -> None:
    forms = load_forms(DEFAULT_FOLDER)
    for name in ("villkorsrapporter-2023", "orebro-2023", "oms-nrpp-2028"):
        text = " ".join(" ".join(page.text.split()) for page in contents[name].pages)
        proposal = propose_for_text(text, forms.values())
        assert (proposal.form, proposal.rival) == (contents[name].document.form, None)
        assert proposal.share > 0.95


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("engine = [", "egen.toml: not readable as TOML"),
        ('extends = "dikt"', "egen.toml: extends 'dikt'; expected one of: cards, generic, prose"),
        ('title = "x"\nengine = "dikt"', "egen.toml: engine: .*expected a form as in corpus/forms"),
        ('title = "x"\nengine = "prose"\ncolour = 1', "egen.toml: colour: "),
        ('title = "x"\nengine = "grid"\n[labels]\nAtlantis = ["x"]', "egen.toml: labels"),
    ],
)
def test_a_malformed_form_says_what_is_wrong(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "egen.toml").write_text(text, encoding="utf-8")
    with pytest.raises(FormError, match=message):
        read_form(tmp_path / "egen.toml")


def test_an_unknown_form_is_the_fault_of_its_document_alone(collection_folder: Path) -> None:
    path = collection_folder / "catalogue.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"prose"', '"dikt"', 1), encoding="utf-8")
    collection = read_collection(collection_folder)
    assert len(collection.contents) == len(load_catalogue(collection_folder).documents) - 1
    assert [str(failure) for failure in collection.failures] == [
        "document 'blekinge-2023': form 'dikt' is none of cards, generic, prose, slides, template-report, theme-tables"
    ]
