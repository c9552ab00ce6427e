"""Watches a collection's folder and builds the index anew once changes there have settled."""

from collections.abc import Callable, Iterator
from pathlib import Path

from corpus.catalogue import CATALOGUE_FILE, DOCUMENTS_FOLDER, is_bystander
from corpus.forms import FORMS_FOLDER

# Path, size and time of change of every file that decides what is read.
State = frozenset[tuple[str, int, int]]


def folder_state(folder: Path) -> State:
    """Give which files a collection has, how large they are and when each was last written; opens none."""
    return frozenset(_seen(folder))


def watch(look: Callable[[], State], build: Callable[[], None], wait: Callable[[], bool]) -> None:
    """Build at once, and again whenever what is looked at has changed and then stayed the same for one wait.

    Args:
        wait: Waits; says whether to go on watching.
    """
    built = look()
    build()
    last = built
    while wait():
        now = look()
        if now != built and now == last:
            build()
            built = now
        last = now


def _seen(folder: Path) -> Iterator[tuple[str, int, int]]:
    paths = [folder / CATALOGUE_FILE]
    for name in (DOCUMENTS_FOLDER, FORMS_FOLDER):
        paths += [path for path in (folder / name).rglob("*") if not is_bystander(path.name)]
    for path in paths:
        try:
            found = path.stat()
        except OSError:  # Gone since it was listed, which is a change that the next look sees.
            continue
        if path.is_file():
            yield str(path.relative_to(folder)), found.st_size, found.st_mtime_ns
