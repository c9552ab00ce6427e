from pathlib import Path

import pytest

from corpus.collection import DEFAULT_FOLDER
from corpus.corrections import Action, Correction, Corrections, load_corrections
from corpus.errors import CorrectionError

TWO = """
[[correction]]
line = 7
action = "field"
value = "outputs"
reason = "Results begin here."

[[correction]]
line = 9
action = "not-row-start"
reason = "A sentence that begins with a region."
"""


def file_of(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "rapport.corrections.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_no_file_means_no_corrections(tmp_path: Path) -> None:
    assert load_corrections(tmp_path / "none.corrections.toml") == Corrections(entries=())


def test_corrections_are_asked_for_by_action_and_line(tmp_path: Path) -> None:
    corrections = load_corrections(file_of(tmp_path, TWO))
    assert corrections.entries[0] == Correction(
        line=7, action=Action.FIELD, value="outputs", reason="Results begin here."
    )
    assert corrections.values(Action.FIELD) == {7: "outputs"}
    assert corrections.lines(Action.NOT_ROW_START) == {9}
    assert corrections.lines(Action.ROW_START) == frozenset()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[[correction]]\nline = 7\naction = 'field'", "'reason'"),
        ("[[correction]]\nline = 'sju'\naction = 'field'\nreason = 'x'", "'sju'"),
        ("[[correction]]\nline = 7\naction = 'guess'\nreason = 'x'", "'guess'"),
        ("correction = [7]", "posten 7"),
        ("correction = 'x'", "correction = 'x'; väntade poster under [[correction]]"),
        ("[[correction]", "går inte att läsa som TOML"),
    ],
)
def test_a_malformed_entry_is_refused_by_file_and_value(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(CorrectionError) as error:
        load_corrections(file_of(tmp_path, text))
    message = str(error.value)
    assert message.startswith("rapport.corrections.toml: ")
    assert named in message


def test_every_correction_of_the_collection_gives_a_reason_and_a_line_of_its_report() -> None:
    documents = DEFAULT_FOLDER / "documents"
    for path in documents.glob("*.corrections.toml"):
        n_lines = (documents / path.name.replace(".corrections.toml", ".txt")).read_text(encoding="utf-8").count("\n")
        for entry in load_corrections(path).entries:
            assert 1 <= entry.line <= n_lines, (path.name, entry)
            assert len(entry.reason.split()) >= 3, (path.name, entry)
