"""What the tests of this folder share: the five reports by their id."""

from collections.abc import Mapping

import pytest

from corpus.collection import Collection
from corpus.document import Content


@pytest.fixture(scope="session")
def contents(reports: Collection) -> Mapping[str, Content]:
    return {content.document.id: content for content in reports.contents}
