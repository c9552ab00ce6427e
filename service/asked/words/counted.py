"""What a question wants counted: the word after `hur många`, or that of which it wants the share."""

import re
from functools import lru_cache

from indexer.words.word_lists import words
from service.asked.words.telling_words import THINGS
from service.asked.words.units import asks_in_measures, asks_share_of_records

_COUNTS = re.compile(
    r"\b(?:(?:hur många procent|(?:hur stor|vilken) (?:an)?del) av|hur många|antal(?:et)?|how many|number of)"
    r"(?:\s+(?:av|of|de|the|olika|st|(?-i:[A-ZÅÄÖ])\w*s(?=\s+\w)))*"
    r"\s+(?P<first>[\w-]+)(?:\s+(?P<next>[\w-]+))?",
    re.IGNORECASE,
)
# What is done by those who are counted where they have no name: `hur många deltog`.
_VERB = re.compile(
    r"\w+(?:ade|ades|tes|rde|rdes|ats)|(?:del|till|på|mot)?(?:tog|tar|fick|får|kom|kommer|gick|går|stod|står)|dök|höll|hölls"
    r"|drev|drevs|drivs|låg|finns|fanns|blev|blir|bor|jobbar|arbetar|hade|har|är|var|vill|kan|sökte|gjorde|gjordes|lät|skrev",
    re.IGNORECASE,
)
# What records did is to be reported, to be there, to begin and to end.
_WHO_DID = re.compile(
    r"\bhur många\s+(?!(?:redovisa|rapportera|föreslå|föreslog|starta|avsluta|påbörja|pågick|ingick|handla)\w*\b)"
    r"(?:\w+(?:ade|ades|ats)|(?:del|till|på|mot)?(?:tog|fick|kom|gick)|sökte|skrev)\b"
    rf"(?!\s+(?:\w+\s+)?{THINGS})",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\bhur många procent av\b", re.IGNORECASE)
_SOME_OF = re.compile(r"\b(?:hur många (?:av|utav)|how many of)\b", re.IGNORECASE)
# Behind a word that may describe one, a verb in the past and no noun: `de svarande tyckte`.
_PAST = re.compile(r"\w+(?:de|te)", re.IGNORECASE)
# Stands before what it describes: `nya underlag`, `tunga fordon`, `nystartade företag`, `deltagande kommuner`.
# Those of which some are counted describe nothing: `av deltagarna ligger`.
_DESCRIBES = re.compile(r"(?!(?!moderna$)\w+[aoe]rna$)\w+(?:a|ande|ende)|små|fler|slags|sorters|typer", re.IGNORECASE)
_ENGLISH = re.compile(r"\b(?:how many|number of)\b", re.IGNORECASE)
# What is counted in the records or in the collection itself, and where something stands in it.
_OF_COLLECTION = re.compile(
    rf"{THINGS}|\w+(?:initiativ|satsning)\w*|poster|rapport\w*|dokument\w*|sid(?:a|or)\w*|tem(?:a|an|ana)|region\w*|län(?:en)?|landsting\w*"
    r"|gånger|ställen|träffar|försök|exempel|entries|reports?|documents?|pages?|themes?|counties|times|efforts",
    re.IGNORECASE,
)


@lru_cache(maxsize=64)
def counted_word(question: str) -> str | None:
    """Give the noun that a question wants counted; None where it asks for no number of things, or says not of what."""
    found = _COUNTS.search(question)
    if found is None or (asks_in_measures(question) and not _SHARE.search(question)):
        return None
    first, following = found["first"], found["next"]
    if _is_plain(first):
        return None
    is_noun = following is not None and not _is_plain(following) and not _PAST.fullmatch(following)
    return following if is_noun and _DESCRIBES.fullmatch(first) else first


def counts_some_of(question: str) -> bool:
    """Tell whether a question asks how many of some there are: a text tells all of them beside the word for them."""
    return bool(_SOME_OF.search(question))


def _is_plain(word: str) -> bool:
    return word.casefold() in words("stopwords.txt") or bool(_VERB.fullmatch(word))


def counts_other_things(question: str) -> bool:
    """Tell whether a question counts things by a word of their own, which no records are: `hur många styrkeområden`.

    Those are none who did something and have no name: `hur många registrerade sig`. English sets apart what is one word
    in Swedish: `climate projects`.
    """
    if _WHO_DID.search(question):
        return True
    counted = None if _ENGLISH.search(question) else counted_word(question)
    return counted is not None and not _OF_COLLECTION.fullmatch(counted) and not asks_share_of_records(question)
