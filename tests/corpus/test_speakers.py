from dataclasses import dataclass

import pytest

from corpus.regions.speakers import speaker, speaks_for


@dataclass(frozen=True)
class Told:
    region: str | None
    group: str | None


@pytest.mark.parametrize(
    ("told", "name", "codes"),
    [
        (Told("12", None), "Skåne", ("12",)),
        (Told(None, "norra-mellansverige"), "Norra Mellansverige", ("17", "20", "21")),
        (Told(None, None), "", ()),
    ],
)
def test_a_text_speaks_for_its_region_for_all_of_its_group_or_for_nobody(
    told: Told, name: str, codes: tuple[str, ...]
) -> None:
    assert speaker(told) == name
    assert set(speaks_for(told)) == set(codes)
