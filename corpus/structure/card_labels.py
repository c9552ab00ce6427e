"""Which lines of a card are labels: what the form names, at the beginning of a line or alone on it."""

import re
from collections.abc import Mapping, Sequence

from corpus.document import Field
from corpus.forms.model import CardsForm


def openers(form: CardsForm) -> tuple[str, ...]:
    """Give what opens lines that look like headings and are none."""
    single = tuple(text for text in (form.card, form.examples, form.code) if text)
    labels = (label for fields in (form.opens, form.keeps) for told in fields.values() for label in told)
    return (*single, *form.code_fields, *form.region, *labels)


def is_label(form: CardsForm, text: str) -> bool:
    """Whether a line begins with a label, or is nothing but one."""
    alone = (label for labels in form.labels.values() for label in labels)
    return any(opens_with(text, label) for label in openers(form)) or text.removesuffix(":") in alone


def matches(pattern: re.Pattern[str] | None, text: str) -> bool:
    """Whether a text begins as an expression says, where there is one."""
    return pattern is not None and pattern.match(text) is not None


def opens_with(text: str, label: str) -> bool:
    """Whether a line begins with a label, and not with a longer word."""
    return text.startswith(label) and not (label[-1:].isalpha() and text[len(label) : len(label) + 1].isalpha())


def opened(labels: Mapping[Field, Sequence[str]], text: str) -> tuple[Field, str] | None:
    """Give the field that a line opens, and the label it opens with."""
    return next(((told, label) for told, known in labels.items() for label in known if opens_with(text, label)), None)
