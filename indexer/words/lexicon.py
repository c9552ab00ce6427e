"""Word frequencies of Swedish public administration, counted from running text: which words exist, and how common."""

import gzip
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from indexer.replacing import replaced
from indexer.words.word_lists import DATA, words

WORDS_FILE = DATA / "words.txt.gz"
# Below this a word is as often a slip of the pen as a word.
MIN_COUNT = 5

_WORD = re.compile(r"[^\W\d_]{2,}")


@lru_cache(maxsize=1)
def lexicon() -> dict[str, int]:
    """Give each known word, in lower case, with how often it stands in the text that was counted."""
    counts = dict.fromkeys(words("parts.txt"), MIN_COUNT)
    with gzip.open(WORDS_FILE, "rt", encoding="utf-8") as lines:
        counts.update((word, int(count)) for word, count in (line.split() for line in lines))
    return counts


def count_words(lines: Iterable[str], min_count: int = MIN_COUNT) -> dict[str, int]:
    """Count the words of running text in lower case; those seen fewer than min_count times are left out."""
    counts: Counter[str] = Counter()
    for line in lines:
        counts.update(_WORD.findall(unicodedata.normalize("NFC", line).lower()))
    return {word: count for word, count in sorted(counts.items()) if count >= min_count}


def write_lexicon(counts: dict[str, int], path: Path) -> None:
    """Write a word list, `word count` a line; the same counts give the same bytes."""
    text = "".join(f"{word} {count}\n" for word, count in counts.items())
    with replaced(path) as file:
        file.write(gzip.compress(text.encode(), compresslevel=9, mtime=0))
