"""The sentences of answers: how an initiative is named."""

from dataclasses import replace

import pytest

from service.answer.wording import named
from tests.service.samples import make_index


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Hamnlyft – bättre kajer i norr", "Hamnlyft"),
        ("Projektfinansiering till: Hamnlyft", "Projektfinansiering till: Hamnlyft"),
        # What no name ends on leads up to more.
        ("Kajbygge och -underhåll", "Kajbygge och -underhåll"),
    ],
)
def test_an_initiative_is_named_by_what_opens_its_name_where_that_is_a_name(name: str, shown: str) -> None:
    initiative = replace(make_index().initiatives()[0], name=name)
    assert named(initiative).startswith(f"{shown} (")
