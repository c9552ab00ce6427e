"""What buttons, folds and files are called by those who hear the name alone."""

import re
from collections import Counter

import pytest
from fastapi.testclient import TestClient

from tests.service.markup import text_of
from tests.service.places import PLACES

NAMED = re.compile(
    r"<(button|summary)\b([^>]*)>(.*?)</\1>|<(a) ([^>]*href=\"[^\"]+\.(?:docx|xlsx|csv)[^>]*)>(.*?)</a>", re.S
)


def names_of(html: str) -> list[str]:
    """Give the names of a page's buttons, folds and files, as a screen reader tells them."""
    told = []
    for match in NAMED.finditer(html):
        attributes, inner = match[2] or match[5] or "", match[3] or match[6] or ""
        label = re.search(r'aria-label="([^"]+)"', attributes)
        told.append(label[1] if label else text_of(re.sub(r"<svg.*?</svg>", "", inner, flags=re.S)))
    return told


@pytest.mark.parametrize(
    "address",
    [
        PLACES["answer"],
        PLACES["fact"],
        PLACES["compare-answered"],
        PLACES["searched"],
        "/dokument/villkorsrapporter-2023",
    ],
)
def test_what_stands_at_each_of_many_is_named_by_the_one_it_belongs_to(client: TestClient, address: str) -> None:
    names = names_of(client.get(address).text)
    assert len(names) > 5
    bare = {"Kopiera referens", "Varför denna träff?", "Stämmer det inte?", "21 regioner"}
    assert bare.isdisjoint(names)


def test_no_two_hits_have_buttons_or_folds_of_the_same_name(client: TestClient) -> None:
    hits = client.get(PLACES["later"]).text.split('<ol class="hits"')[1]
    names = Counter(names_of(hits))
    assert len(names) >= 30
    assert set(names.values()) == {1}


def test_files_of_an_answer_and_of_its_hits_are_told_apart(client: TestClient) -> None:
    files = [name for name in names_of(client.get(PLACES["answer"]).text) if name.endswith(("Word", "Excel"))]
    assert files == ["Ladda ner svaret: Word", "Ladda ner svaret: Excel", "Word", "Excel"]


def test_a_link_to_a_themes_list_is_named_by_what_is_seen_and_by_its_theme(client: TestClient) -> None:
    page = client.get("/regioner/dalarna").text
    counts = re.findall(r'<a href="/insatser[^"]*" aria-label="([^"]+)">([^<]+)</a>', page)
    assert len(counts) == len({label for label, _ in counts}) == 7
    assert all(label.endswith(f": {seen}") for label, seen in counts)
