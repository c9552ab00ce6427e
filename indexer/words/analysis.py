"""Swedish text to index terms: stems of whole words, and the parts of compounds beside them.

The letters å, ä and ö are never folded to a and o: `ål` and `al` are different words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.words.compounds import split_compound
from indexer.words.lexicon import lexicon
from indexer.words.remembering import remembered
from indexer.words.stems import base, stem
from indexer.words.tokens import Token, tokenize
from indexer.words.word_lists import words

# A noun of an action and the verb it is made of: validering, validera; satsning, satsa; samverkan, samverka.
_VERB_ENDINGS = (("ering", "era"), ("ning", "a"), ("ing", "a"), ("ande", "a"), ("an", "a"))
_VERB_FORMS = ("r", "t", "de", "s")


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a text as it is indexed, from character `start` up to `end`.

    Attributes:
        word: The token, in lower case.
        stem: What inflected forms of the word share.
        parts: Stems of the parts of a compound, and of the verb that a noun is made of (`utveckling`, `utveckla`).
    """

    word: str
    stem: str
    parts: tuple[str, ...]
    start: int
    end: int


def analyse(text: str) -> list[Term]:
    """Give the terms of a text in order, stop words left out."""
    stop_words = words("stopwords.txt")
    return [_term(token) for token in tokenize(text) if token.text not in stop_words]


def analyse_query(text: str) -> list[Term]:
    """Give the terms of a query in order, without words that only ask (`vilka`, `hur många`).

    A query that holds nothing else is searched as it is.
    """
    terms = analyse(text)
    asked = [term for term in terms if term.word not in words("question_words.txt")]
    return asked or terms or [_term(token) for token in tokenize(text)]


def stems_of(text: str) -> tuple[str, ...]:
    """Give the stems of a text's words in order."""
    return tuple(term.stem for term in analyse(text))


def terms(text: str) -> list[str]:
    """Give the stems of a text's words in order, each followed by the stems of its parts."""
    return [piece for term in analyse(text) for piece in (term.stem, *term.parts)]


def _term(token: Token) -> Term:
    word_stem, parts = _stem_and_parts(token.text, token.parts)
    return Term(word=token.text, stem=word_stem, parts=parts, start=token.start, end=token.end)


def _stem_and_parts(word: str, pieces: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Give the stem of a token, and those of its parts and of what it consists of, each once."""
    word_stem, parts = _analyse_word(word)
    if not pieces:
        return word_stem, parts
    joined = (piece_stem for piece in pieces if len(piece) > 1 for piece_stem in _with_parts(piece))
    return word_stem, _others(word_stem, (*joined, *parts))


def _with_parts(word: str) -> tuple[str, ...]:
    word_stem, parts = _analyse_word(word)
    return (word_stem, *parts)


@remembered(100_000)
def _analyse_word(word: str) -> tuple[str, tuple[str, ...]]:
    if not word.isalpha():
        return word, ()
    parts = split_compound(word)
    pieces = [*parts, *_verbs((word, *parts[-1:]))]
    return stem(word), _others(stem(word), [stem(piece) for piece in pieces])


def _others(word_stem: str, parts: Sequence[str]) -> tuple[str, ...]:
    """Give what is no stem of the whole word, each once."""
    return tuple(dict.fromkeys(part for part in parts if part != word_stem))


def _verbs(nouns: Sequence[str]) -> list[str]:
    """Give the verbs that nouns are made of, where the lexicon knows them in a verb's forms: `satsning`, `satsa`."""
    found = []
    for noun in map(base, nouns):
        for ending, rest in _VERB_ENDINGS:
            verb = noun.removesuffix(ending) + rest
            if noun.endswith(ending) and verb in lexicon() and any(verb + form in lexicon() for form in _VERB_FORMS):
                found.append(verb)
                break
    return found
