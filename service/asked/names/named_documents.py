"""Which report a question names as the whole of what it asks about: `sammanfatta nationella sammanställningen`."""

import re
from collections.abc import Sequence

from corpus.document import Document
from corpus.regions.names import find_mentions
from indexer.words.analysis import Term, analyse, terms
from service.asked.asked import Asked
from service.asked.names.name_stems import stand_together
from service.asked.understood import Kind
from service.asked.words.plain_words import ASKING, PLAIN

# `Vad står i beslutet?` asks what a document says, `vad kostar beslutet?` does not.
_SAYS = re.compile(
    r"^(?:vad|what)\b.*\b(?:står|stod|sägs|säger|skrivs|skriver|handlar|innehåller|innehållet|says?|about)\b",
    re.IGNORECASE,
)


def find_named_document(asked: Asked, documents: Sequence[Document]) -> Document | None:
    """Give the one document that a question asks to sum up; None where it asks about anything else as well.

    A document is named by words of its title, its kind and its issuer, one of which says what kind of document it is,
    or by several words in a row of its title.
    """
    if asked.kind is not Kind.OVERVIEW and not _SAYS.search(asked.text):
        return None
    named = [document for document in documents if _is_named(asked, document)]
    return named[0] if len(named) == 1 else None


def says_kind(text: str, document: Document) -> bool:
    """Tell whether a text has a word of its own for the kind of a document: `bildspelet`, `sammanställningen`."""
    kind = set(terms(document.kind))
    return any(term.word not in PLAIN and term.stem in kind for term in analyse(text))


def _is_named(asked: Asked, document: Document) -> bool:
    text = asked.sought
    told = set(terms(f"{document.title} {document.kind} {document.issuer}"))
    matched = [term for term in analyse(text) if _is_told(term, told)]
    others = [term for term in analyse(text) if term not in matched and not _says_nothing(term, text)]
    if others or not matched or not set(asked.codes) <= set(document.regions):
        return False
    kind = set(terms(document.kind))
    naming = [term for term in matched if term.word not in PLAIN]
    phrase = terms(text[naming[0].start : naming[-1].end]) if len(naming) > 1 else []
    says_kind = any(not kind.isdisjoint((term.stem, *term.parts)) for term in naming)
    return says_kind or bool(phrase and stand_together(phrase, terms(document.title)))


def _is_told(term: Term, told: set[str]) -> bool:
    return term.stem in told or (bool(term.parts) and told.issuperset(term.parts))


def _says_nothing(term: Term, text: str) -> bool:
    is_place = any(mention.start <= term.start < mention.end for mention in find_mentions(text))
    return is_place or term.word in PLAIN or term.word in ASKING[Kind.OVERVIEW]
