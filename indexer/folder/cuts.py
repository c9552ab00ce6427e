"""Cache of what each document was cut into, under the index root: an unchanged document is not cut again."""

import hashlib
from importlib.metadata import version
from pathlib import Path

from pydantic import TypeAdapter

from corpus.document import Content, Document
from corpus.forms.model import AnyForm
from indexer.chunking import Language
from indexer.cutting import Cut, cut
from indexer.folder.kept import KeptFiles
from indexer.folder.manifest import code_fingerprint
from indexer.folder.readings import CONTENT

CUTS_FOLDER = "cut"
_DECIDING = ("langdetect", "pystemmer")
# Where else an initiative is told changes as other documents come and go, and no passage with it.
_OF_OTHERS = {"initiatives": {"__all__": {"also_in"}}}


class Cuts:
    """Cuts documents, and keeps what comes of it under an index root."""

    def __init__(self, root: Path, language: Language) -> None:
        """Args: language: Tells the language of a page's text; known again by its name."""
        self._files = KeptFiles(root / CUTS_FOLDER, TypeAdapter(Cut))
        self._language = language
        self._documents: list[Document] = []
        named = f"{language.__module__}.{language.__qualname__}"
        self._code = (code_fingerprint(), named, *map(version, _DECIDING))

    def of(self, content: Content, form: AnyForm) -> Cut:
        """Cut a document, laid out by a form; one that was cut before gives what was kept of it.

        Raises:
            BuildError: What it was cut into cannot be kept.
        """
        document, key = content.document, self._key(content, form)
        self._documents.append(document)
        made = self._files.kept(document, key)
        if made is None:
            made = cut(content, form, self._language)
            self._files.keep(document, key, made)
        return made

    def forget_others(self) -> None:
        """Remove what documents were cut into that have not been asked for."""
        self._files.forget_others(self._documents)

    def _key(self, content: Content, form: AnyForm) -> str:
        digest = hashlib.sha256(CONTENT.dump_json(content, exclude=_OF_OTHERS))
        digest.update(repr((form.model_dump_json(), self._code)).encode())
        return digest.hexdigest()
