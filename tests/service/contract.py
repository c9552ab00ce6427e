"""The fields of the contract, and how a reply is held against them."""

from typing import Any

from fastapi.testclient import TestClient

Json = dict[str, Any]
NUMBER = (int, float)
TEXT_OR_NONE = (str, type(None))
COUNT_OR_NONE = (int, type(None))
PASSAGE = {
    "id": str, "text": str, "page": int, "printed_page": COUNT_OR_NONE, "section": str, "region": TEXT_OR_NONE,
    "group": TEXT_OR_NONE, "role": str, "highlights": list,
}  # fmt: skip
BRIEF = {
    "id": str, "name": str, "region": TEXT_OR_NONE, "group": TEXT_OR_NONE, "theme": TEXT_OR_NONE, "status": str,
}  # fmt: skip
INITIATIVE = {
    **BRIEF, "document": str, "pages": list, "description": str, "outputs": str, "effects": str, "goals": str,
    "also_in": list,
}  # fmt: skip
READING = {
    "printed_pages": int, "empty_pages": int, "words": int, "words_read": int, "template_words": int, "rows": int,
    "filled": int, "expected": int, "repairs": list, "faults": list, "remarks": list,
}  # fmt: skip
DOCUMENT = {"id": str, "title": str, "issuer": str, "year": int}
HIT = {
    "rank": int, "score": NUMBER, "confidence": NUMBER, "passage": dict, "initiative": (dict, type(None)),
    "document": dict,
}  # fmt: skip
EVIDENCE = {
    "initiative": TEXT_OR_NONE, "initiative_id": TEXT_OR_NONE, "quote": str, "passage_id": str, "document": str,
    "page": int, "printed_page": COUNT_OR_NONE,
}  # fmt: skip
CITATION = {
    "number": int, "quote": str, "passage_id": str, "document": str, "page": int, "printed_page": COUNT_OR_NONE,
    "region": TEXT_OR_NONE,
}  # fmt: skip
LIST = {"total": int, "limit": int, "offset": int, "items": list}


def check(value: Json, fields: Json) -> None:
    missing = fields.keys() - value.keys()
    assert not missing, f"{missing} missing among {sorted(value)}"
    wrong = {name: value[name] for name, kind in fields.items() if not isinstance(value[name], kind)}
    assert not wrong


def check_hit(hit: Json) -> None:
    check(hit, HIT)
    check(hit["passage"], PASSAGE)
    check(hit["document"], DOCUMENT)
    if hit["initiative"] is not None:
        check(hit["initiative"], BRIEF)
    assert 0 <= hit["confidence"] <= 1
    for mark in hit["passage"]["highlights"]:
        assert 0 <= mark["start"] < mark["end"] <= len(hit["passage"]["text"])


def get(client: TestClient, path: str, **parameters: str | int | list[str]) -> Json:
    reply = client.get(path, params=parameters)
    assert reply.status_code == 200, reply.text
    assert reply.headers["content-type"] == "application/json"
    found: Json = reply.json()
    return found
