"""What the list of initiatives can be narrowed to: several choices a side, each with a count that its list holds."""

import re
from html import unescape

from fastapi.testclient import TestClient

from tests.service.markup import text_of

BOX = r'name="(\w+)" value="([^"]+)"( checked)?>(?:(?!</label>).)*<span class="count">(\d+)</span>'


def offered(page: str) -> dict[tuple[str, str], tuple[int, bool]]:
    """Give the count of every value of every side, and whether it is chosen."""
    return {
        (side, unescape(value)): (int(count), bool(chosen))
        for side, value, chosen, count in re.findall(BOX, page, re.DOTALL)
    }


def total_of(page: str) -> int:
    return int(re.findall(r"av (\d+) insats", text_of(page))[0])


def test_every_value_leads_to_as_many_as_it_says(client: TestClient) -> None:
    values = offered(client.get("/insatser").text)
    assert {side for side, _ in values} == {"region", "theme", "document", "year", "status"}
    for (side, value), (count, _) in values.items():
        assert total_of(client.get("/insatser", params={side: value}).text) == count, value


def test_counts_are_those_of_the_api(client: TestClient) -> None:
    values = offered(client.get("/insatser").text)
    for region in ("Dalarna", "Örebro"):
        asked = {"region": region, "distinct": True}
        assert values["region", region][0] == client.get("/v1/initiatives", params=asked).json()["total"]


def test_groups_of_regions_are_counted_among_hits_as_among_initiatives(client: TestClient) -> None:
    hits = client.get("/", params={"q": "validering"}).text.partition('id="traffar"')[2]
    folded = hits.split("Grupper av regioner</summary>")[1].split("</details>")[0]
    groups = {value: count for (_, value), (count, _) in offered(folded).items()}
    found = client.get("/v1/search", params={"q": "validering", "limit": 100}).json()
    [rest] = [client.get("/v1/search", params={"q": "validering", "limit": 100, "offset": 100}).json()["hits"]]
    members = {"Norrbotten", "Västerbotten"}
    northern = sum(hit["passage"]["region"] in members for hit in [*found["hits"], *rest])
    assert groups["Övre Norrland"] == northern > 0
    assert groups["Östra Mellansverige"] > max(groups["Övre Norrland"], groups["Småland"])


def test_several_values_of_a_side_are_alternatives_and_counted_as_if_it_were_open(client: TestClient) -> None:
    one, other, third = (
        total_of(client.get("/insatser", params={"theme": "integration", "region": name}).text)
        for name in ("Blekinge", "Dalarna", "Gotland")
    )
    page = client.get("/insatser", params={"theme": "integration", "region": ["Blekinge", "Dalarna"]}).text
    values = offered(page)
    assert total_of(page) == one + other
    assert values["region", "Blekinge"] == (one, True)
    assert values["region", "Gotland"] == (third, False)
    assert values["theme", "integration"] == (one + other, True)
    assert values["theme", "jamstalldhet"][0] > 0


def test_what_is_chosen_and_holds_nothing_says_so_at_its_place(client: TestClient) -> None:
    page = client.get("/insatser", params={"theme": "integration", "region": "Örebro", "status": "reported"}).text
    assert "Inga insatser." in text_of(page)
    alone = page.split("<legend>Region</legend>")[1].split("<details")[0]
    regions = [value for _, value in offered(alone)]
    assert offered(page)["region", "Örebro"] == (0, True)
    assert regions[-1] == "Örebro"
    assert regions == sorted(regions, key=lambda name: name.translate(str.maketrans("åäöÅÄÖ", "{|}{|}")))


def test_a_question_is_narrowed_as_the_list_is(client: TestClient) -> None:
    page = client.get("/insatser", params={"q": "elkapacitet"}).text
    values = offered(page)
    assert sum(count for (side, _), (count, _) in values.items() if side == "status") == total_of(page)
    assert '<option value="" selected>Bäst först</option>' in page
