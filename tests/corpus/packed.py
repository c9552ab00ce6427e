"""Files packed as office programs pack them, changed part by part."""

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

NOTHING: Mapping[str, str] = MappingProxyType({})


def repack(path: Path, change: Callable[[str, bytes], bytes], added: Mapping[str, str] = NOTHING) -> Path:
    """Change the parts of a file, each told by its name and what it holds, and add some."""
    source = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, text in added.items():
            new.writestr(name, text)
    return path
