"""Stable ids: they stay the same for as long as the wording of what they name does."""

import hashlib
import re

from corpus.pages import collapse

# What people call documents and forms.
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Of a document's: those of its passages are some 20 longer, and files are called after it.
MOST_CHARACTERS = 150


def stable_id(document: str, text: str, occurrence: int) -> str:
    """Give `<document>-<12 hex digits of the SHA-256 of the collapsed text>-<occurrence, from 1>`."""
    digest = hashlib.sha256(collapse(text).encode()).hexdigest()
    return f"{document}-{digest[:12]}-{occurrence}"


def initiative_id(document: str, owner: str, theme: str | None, name: str, occurrence: int) -> str:
    """Give an initiative's id from who reports it (county code or group id), its theme and its name."""
    return stable_id(document, f"{owner}|{theme or ''}|{name}", occurrence)
