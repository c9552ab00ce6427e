"""An index that is built for one measurement is of the same documents as the one it is measured beside."""

from pathlib import Path

import pytest

from eval.errors import EvalError
from eval.systems.temporary_index import temporary_index
from indexer.vectors.embedder import Embedder
from tests.service.samples import REPORT, make_index


def test_other_documents_than_those_of_the_index_are_refused(
    tmp_path: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "catalogue.toml").touch()
    monkeypatch.setenv("INSATSKARTAN_DOCUMENTS", str(tmp_path))
    built = temporary_index(embedder, make_index())
    with pytest.raises(EvalError, match=rf"holds no documents, the index .*{REPORT}.*INSATSKARTAN_DOCUMENTS"), built:
        pass
