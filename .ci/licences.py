"""Print the packages of a CycloneDX file with their versions and licences, one a line."""

import json
import sys
from pathlib import Path
from typing import Any


def licences(component: dict[str, Any]) -> str:
    """Give a component's licences as it states them: an SPDX expression, or ids and names."""
    stated = [
        entry.get("expression") or entry["license"].get("id") or entry["license"].get("name", "")
        for entry in component.get("licenses", [])
    ]
    return "; ".join(dict.fromkeys(stated)) or "not stated"


bom = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
for component in sorted(bom["components"], key=lambda component: str(component["name"]).lower()):
    print(f"{component['name']} {component.get('version', '')}: {licences(component)}")
