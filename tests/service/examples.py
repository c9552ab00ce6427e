"""The replies that the API's description shows, made anew: `python -m tests.service.examples` asks `index/`."""

import json
from typing import Any

from fastapi.testclient import TestClient

from service.api.description import EXAMPLES, FOLDER, Example
from tests.service.own_app import own_app

# What differs from one call, index or machine to the next.
OF_THE_MOMENT = ("took_ms", "index_version")


def asked(client: TestClient, shown: Example) -> Any:
    """Give what the service replies to the call of an example."""
    if shown.sent is None:
        return client.get(shown.address).json()
    return client.post(shown.address, content=shown.sent, headers={"Content-Type": "application/json"}).json()


def lasting(reply: Any) -> Any:
    """Give a reply without what changes with every build or fit: numbers with decimals, and what is of the moment."""
    if isinstance(reply, dict):
        return {name: lasting(value) for name, value in reply.items() if name not in OF_THE_MOMENT}
    if isinstance(reply, list):
        return [lasting(value) for value in reply]
    return None if isinstance(reply, float) else reply


def main() -> None:
    """Ask for every example, and keep what is replied."""
    client = TestClient(own_app())
    for shown in EXAMPLES.values():
        told = json.dumps(asked(client, shown), ensure_ascii=False, indent=2)
        (FOLDER / f"{shown.name}.json").write_text(f"{told}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
