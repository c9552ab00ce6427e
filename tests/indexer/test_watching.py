"""An index is built at once, and again when the collection has changed and come to rest."""

import os
from pathlib import Path

from indexer.watching import State, folder_state, watch


def builds(*looks: str) -> list[str]:
    """Give what was there at each build, where `looks` are seen one after the other."""
    states = iter(frozenset({(name, 0, 0)}) for name in looks)
    seen: list[State] = []
    built = []

    def look() -> State:
        seen.append(next(states))
        return seen[-1]

    watch(look, lambda: built.append(next(iter(seen[-1]))[0]), lambda: len(seen) < len(looks))
    return built


def test_nothing_is_built_again_while_nothing_changes() -> None:
    assert builds("a", "a", "a") == ["a"]


def test_a_change_is_built_once_it_has_come_to_rest() -> None:
    assert builds("a", "b", "b", "b") == ["a", "b"]
    assert builds("a", "b", "c", "d", "d") == ["a", "d"]


def test_a_change_that_is_taken_back_is_none() -> None:
    assert builds("a", "b", "a", "a") == ["a"]


def test_a_file_written_under_a_clock_that_was_set_back_is_a_change(collection_folder: Path) -> None:
    before = folder_state(collection_folder)
    catalogue = collection_folder / "catalogue.toml"
    os.utime(catalogue, (0, 0))
    assert {name for name, _, _ in folder_state(collection_folder) - before} == {"catalogue.toml"}


def test_the_state_holds_documents_forms_and_catalogue_and_no_bystanders(collection_folder: Path) -> None:
    before = folder_state(collection_folder)
    (collection_folder / "documents" / "~$rapport.docx").write_text("x")
    assert folder_state(collection_folder) == before
    (collection_folder / "forms").mkdir()
    (collection_folder / "forms" / "egen.toml").write_text("x")
    assert {name for name, _, _ in folder_state(collection_folder) - before} == {"forms/egen.toml"}
    catalogue = collection_folder / "catalogue.toml"
    catalogue.write_text(catalogue.read_text() + "\n")
    assert {name for name, _, _ in before - folder_state(collection_folder)} == {"catalogue.toml"}
