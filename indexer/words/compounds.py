"""Swedish compounds to their parts: `nätutvecklingsplaner` holds `nät`, `utveckling` and `plan`."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from indexer.words.lexicon import lexicon
from indexer.words.remembering import remembered
from indexer.words.stems import base
from indexer.words.word_lists import words

MIN_COMPOUND = 5
MAX_PARTS = 4
# A rarer word of four letters is as often a chance string (`rens`, `tens`) as a part.
MIN_COUNT = {4: 40, 5: 15}
MIN_COUNT_LONG = 5
# The parts' geometric mean frequency against the whole word's (Koehn and Knight, EACL 2003,
# doi:10.3115/1067807.1067833). Theirs is 1; a lower one also splits common words
# such as `arbetsmarknad`, whose parts are worth finding.
MIN_RATIO = 0.15
# What a word is tried to consist of is tried again with the same word and seldom later: as quick as 100,000 of each,
# which held 21 MB.
MAX_REMEMBERED_PARTS = 2_000

# How a word changes where another is joined to it: kvinno-(kvinna), arbets-(arbete), skol-(skola), familje-(familj).
_JOINING = (
    ("", ""),
    ("s", ""),
    ("s", "e"),
    ("", "a"),
    ("", "e"),
    ("o", "a"),
    ("u", "a"),
    ("e", "a"),
    ("e", ""),
    ("o", ""),
    ("a", ""),
)


@dataclass(frozen=True, slots=True)
class _Split:
    parts: tuple[str, ...]
    log_count: float

    @property
    def mean(self) -> float:
        return self.log_count / len(self.parts)


@remembered(100_000)
def split_compound(word: str) -> tuple[str, ...]:
    """Give a compound's parts as base words, first to last; an empty tuple where it is none that is known."""
    whole = base(word)
    if len(whole) < MIN_COMPOUND or not whole.isalpha() or whole in words("simple.txt"):
        return ()
    best = max(_splits(whole, MAX_PARTS, is_first=True), key=_preference, default=None)
    threshold = math.log(max(lexicon().get(whole, 0), 1) * MIN_RATIO)
    if best is None or len(best.parts) < 2 or best.mean < threshold:
        return ()
    return best.parts


def _preference(split: _Split) -> tuple[float, tuple[str, ...]]:
    # Each further part must earn its place: `infrastruktur` + `plan` before `infra` + `struktur` + `plan`.
    return split.mean - 2.5 * len(split.parts), split.parts


def _splits(rest: str, n_parts: int, *, is_first: bool) -> Iterator[_Split]:
    last = _last_part(rest)
    if last is not None and not is_first:
        yield _Split((last,), _log_count(last))
    if n_parts < 2:
        return
    for end in range(2, len(rest) - 1):
        part = _joined_part(rest[:end])
        if part is None:
            continue
        tail = max(_splits(rest[end:], n_parts - 1, is_first=False), key=_preference, default=None)
        if tail is not None:
            yield _Split((part, *tail.parts), _log_count(part) + tail.log_count)


@lru_cache(maxsize=MAX_REMEMBERED_PARTS)
def _last_part(text: str) -> str | None:
    return base(text) if _is_part(text) and _is_part(base(text)) else None


@lru_cache(maxsize=MAX_REMEMBERED_PARTS)
def _joined_part(text: str) -> str | None:
    """Give the base word that a part before a joint stands for, the commonest that fits."""
    if text in words("no_parts.txt"):
        return None
    unjoined = [text.removesuffix(ending) + rest for ending, rest in _JOINING if text.endswith(ending)]
    found = [_last_part(word) for word in unjoined]
    return max(filter(None, found), key=lambda word: (lexicon().get(word, 0), word), default=None)


def _is_part(text: str) -> bool:
    if text in words("parts.txt"):
        return True
    if len(text) <= 3 or text in words("no_parts.txt") or text in words("stopwords.txt"):
        return False
    return lexicon().get(text, 0) >= MIN_COUNT.get(len(text), MIN_COUNT_LONG)


def _log_count(word: str) -> float:
    return math.log(max(lexicon().get(word, 0), 1))
