"""Words that tell what a question asks for: what the classifier is told beside the question's own words."""

import re

from corpus.regions import Region
from corpus.regions.names import Mention
from corpus.swedish import NUMBERS, either
from indexer.words.compounds import split_compound
from indexer.words.lexicon import lexicon
from service.asked.asked import Expected
from service.asked.understood import Kind
from service.asked.words.pieces import DOES, REGION, REGIONS, REGIONS_IN_ENGLISH
from service.asked.words.telling_words import THINGS, tells, told_by_words
from service.asked.words.units import asks_in_measures, asks_share_of_records

_WHICH_REGIONS = re.compile(
    rf"\b(?:vilka|vilken|någon|några|samtliga)(?: \w+){{0,2}} {REGION}\b"
    # Not "hur många invånare har Region Stockholm": many regions are written as many.
    rf"|\bhur många(?: \w+){{0,2}} {REGIONS}\b"
    r"|\b(?:which|what|any|how many)(?: \w+){0,2} (?:regions?|counties|county)\b",
    re.IGNORECASE,
)
# "Finns något liknande i någon annan region?" does not ask which.
_ASKS_WHICH = re.compile(
    r"(?:vilken|vilka|which|what)(?: \w+){0,2} (?:region|län|landsting|count)|hur många|how many", re.IGNORECASE
)
# Without a place named, who or where asks for regions; with one, it asks for a name.
_WHO_OR_WHERE = re.compile(
    rf"^(?:vem|vilka)(?: \w+)? {DOES}\b|^var\b(?! \w* ?(?:stor|högt|lågt))"
    r"|^who (?:works?|is working|does|is doing|supports?)\b|^where\b",
    re.IGNORECASE,
)
# "Vilken region har flest" asks for one name, and so does who runs a named project.
_ONE_REGION = re.compile(
    r"\bvilken region\b.*\b(?:flest|mest|störst|högst|först|projektet|kallat|heter)\b", re.IGNORECASE
)
# "Av Kalmar och Skåne, vilka ...?" asks which of them.
_AMONG = re.compile(r"^(?:av|utav|bland|of|among)\b.*?\b(?:vilka|vilken|vem|var|which|who)\b", re.IGNORECASE)
_LISTING = re.compile(
    r"^(?:vilka|vad för|which|what)(?: \w+){0,2} (?:insatser|projekt|satsningar|åtgärder|exempel|erfarenheter"
    r"|initiativ|aktiviteter|projects|initiatives|measures)\b",
    re.IGNORECASE,
)
# `Vilka effekter har insatserna mot X haft?` asks for no regions, and for more than one thing.
_WHAT_CAME = re.compile(
    r"^\W*(?:vilka|vilket|which|what)(?: \w+)?"
    r" (?:effekter|resultat|lärdomar|hinder|svårigheter|steg|effects|results|lessons|steps)\b",
    re.IGNORECASE,
)
SIMILAR = re.compile(
    r"\b(?:lik(?:nar|nande|na)|jämförbar\w*|motsvar\w+|samma (?:slags?|sorts?|typ(?:s|en)?(?: av)?)"
    r"|ungefär som|i stil med|påminner om|similar|comparable|like)\b",
    re.IGNORECASE,
)
_EXPECTED = {
    Expected.MONEY: r"hur mycket (?:\S+-)?(?:pengar|kosta\w*|medel|stöd|bidra\w*|medfinans\w+|satsa\w+|betala\w*)"
    r"|vad (?:kosta\w*|betala\w*)"
    r"|vilke[nt](?: \w+)? (?:belopp|summa|budget|bidrag|anslag)\b"
    r"|hur stora?t?(?! (?:an)?del)(?: \w+){0,5} "
    r"(?:belopp\w*|summa\w*|budget\w*|bidrag\w*|underskott\w*|minus|anslag\w*)"
    r"|vad (?:är|var|blev)(?: \w+){0,3} (?:budgeten|kostnaden|summan|beloppet|bidraget|anslaget)\b"
    r"|vad (?:är|var|blev)(?: \w+){0,3} (?:med)?finansieringen\b"
    r"|vad ha(?:r|de)(?: \S+){1,7} (?:kosta\w*|för (?:budget|anslag|kostnad\w*))\b"
    # `Vad gick bygget på?`, and not `vad gick projektet ut på`.
    r"|vad (?:ligger|låg|landar|landade|hamnar|hamnade)(?: \S+){1,8} på\b"
    r"|vad (?:går|gick)(?: (?!ut\b)\S+){1,8} på(?=\W*$|,| totalt\b| sammanlagt\b| allt som allt\b)"
    r"|hur många (?:miljoner|miljarder|kronor)|how much (?:money|did|does|funding)"
    r"|how many (?:million|billion|kronor|euros?)\b"
    r"|(?:what|which)(?: \w+){1,3} (?:budget|amount|sum|cost|grant)\b|^what did .* cost",
    Expected.NUMBER: r"hur (?:många|mycket|stor\w*|lång\w*|länge|hög\w*|ofta|gam\w+)|vilken andel|vilket antal"
    r"|vad (?:är|var|blev)(?: \w+)? (?:andelen|antalet)\b"
    r"|how (?:many|much|large|big|long|often|high|late|old)"
    r"|(?:what|which)(?: \w+){0,2} (?:share|percentage|proportion|number|average|total)\b",
    Expected.DATE: r"^när\b|\b(?:slut|start)?datum(?:et)?\b|\bdeadline\b|\bprojekt(?:tid|period)(?:en)?\b"
    r"|vilke[nt] (?:år|datum|årtal|månad|dag|tid)|vilka år|^(?:until |since |by )?when\b"
    r"|(?:what|which) (?:year|date|month|day)",
    Expected.NAME: r"^(?:\w+ )?(?:vem|vems|vad heter|vad kallas)\b|\bvilk(?:en|et|a) \w+|^who\b|what is the name"
    r"|^which \w+",
}
_EXPECTED_PATTERNS = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _EXPECTED.items()}
# What is asked for, or counted, is regions or a share of them, and neither their initiatives nor the one that has most.
_SHARE_OF = r"(?:andel(?:en)?|del|procent|share|percentage|per ?cent|proportion)(?: (?:av|utav|of))?"
_REGIONS_THEMSELVES = re.compile(
    rf"\b(?:vilka|hur många|{_SHARE_OF}) (?!{THINGS}\b)(?:\w+ ){{0,2}}{REGIONS}\b"
    rf"|\b(?:which|how many|{_SHARE_OF}) (?!{THINGS}\b)(?:\w+ ){{0,2}}{REGIONS_IN_ENGLISH}\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


# A capital inside a question, or a mark before a word.
_NAME = re.compile(r"(?<=[a-zåäö,] )[A-ZÅÄÖ]|[#\"”“»]\w")
_DIFFERENCE = re.compile(r"\bskillnad\w* (?:mellan|på|i)\b|\bdifferences? between\b", re.IGNORECASE)
# One thing that is no region has a name: `vilket bolag`, but neither `i vilken del av landet` nor `åt vilket håll`.
_ONE_THING = re.compile(r"\bvilke[nt] (?!\w*(?:region|län|landsting|del|håll)\w*\b|eller\b)\w", re.IGNORECASE)
# What a text tells by its name, its number or as a share is no region, nor are other countries.
_TOLD_THING = re.compile(
    r"\bvad (?:heter|hette|kallas|kallades)\b|\bhur stor (?:andel|del) av\b|\bvilka (?:\w+ ){0,2}(?:länder|städer)\b",
    re.IGNORECASE,
)
_SET = re.compile(
    rf"\bvilka (?:de )?(?:\w+ )?(?:{either(NUMBERS[2:])}|\d\d?) (?!(?:\w+ ){{0,2}}(?:{REGIONS}|{THINGS})\b)\w",
    re.IGNORECASE,
)
# Contacts themselves: what else speaks of contact (`kontakter med arbetslivet`) may be about a topic.
_REACHES = re.compile(
    r"\bkontakt(?:uppgift|person|info|väg)\w*|\b(?:e-?)?(?:mejl|mail|post)adress\w*|\btelefonnummer\w*"
    r"|\bhow (?:do|can) (?:i|we) contact\b",
    re.IGNORECASE,
)


def decided_kind(question: str, likely: Kind) -> Kind:
    """Give the kind, where a word decides it against what is likely: `vilka effekter` asks for no regions."""
    if counted := _decided_by_what_is_counted(question, likely):
        return counted
    is_open = likely in (Kind.FACT, Kind.PASSAGES, Kind.OVERVIEW)
    if is_open and (open_to := _decided_among_open(question)):
        return open_to
    asks_told = _asks_amount(question, likely) or _asks_thing(question, likely)
    if asks_told or (is_open and _REACHES.search(question)):
        return Kind.FACT
    if likely not in (Kind.REGIONS, Kind.FACT) or _WHICH_REGIONS.search(question):
        return likely
    if _WHAT_CAME.search(question):
        return Kind.PASSAGES
    return Kind.FACT if _ONE_THING.search(question) else likely


def _decided_by_what_is_counted(question: str, likely: Kind) -> Kind | None:
    asks_regions = _REGIONS_THEMSELVES.search(question) and not tells(question, "most")
    if likely is Kind.COUNT and asks_regions:
        return Kind.REGIONS
    return Kind.COUNT if likely is not Kind.OUTSIDE and asks_share_of_records(question) else None


def _decided_among_open(question: str) -> Kind | None:
    if SIMILAR.search(question) and _NAME.search(question) and not _ASKS_WHICH.match(question):
        return Kind.SIMILAR
    return Kind.COMPARE if _DIFFERENCE.search(question) else None


def _asks_amount(question: str, likely: Kind) -> bool:
    """Tell whether a question that may seem to ask for passages or for a count asks for an amount of something else."""
    if likely is Kind.PASSAGES:
        return expected_answer(question) is Expected.MONEY
    return likely is Kind.COUNT and asks_in_measures(question)


def _asks_thing(question: str, likely: Kind) -> bool:
    """Tell whether a question that may seem to ask for regions or passages asks for a thing that a text tells."""
    if likely not in (Kind.REGIONS, Kind.PASSAGES) or _REGIONS_THEMSELVES.search(question):
        return False
    return asks_for_set(question) or _TOLD_THING.search(question) is not None


def asks_for_set(question: str) -> bool:
    """Tell whether a question asks which some are whose number it knows: `vilka tre kommuner`, but no regions."""
    return bool(_SET.search(question))


def asks_which_regions(question: str) -> bool:
    """Tell whether a question asks for regions by that word, and not who or where."""
    return bool(_WHICH_REGIONS.search(question))


def expected_answer(question: str) -> Expected:
    """Give what kind of words the answer to a fact question holds, by what it asks with first."""
    found = ((kind, pattern.search(question)) for kind, pattern in _EXPECTED_PATTERNS.items())
    begins = [(match.start(), kind) for kind, match in found if match]
    return min(begins, key=lambda begin: begin[0])[1] if begins else Expected.ANY


def seen_cues(question: str, mentions: list[Mention]) -> list[str]:
    """Name the cues that a question holds."""
    n_words = len(question.split())
    n_letters, n_known = _n_known(question)
    found = {
        "which-regions": _WHICH_REGIONS.search(question),
        "asks-which": _ASKS_WHICH.search(question),
        "who-or-where": _WHO_OR_WHERE.search(question),
        "who-or-where-no-place": not mentions and _WHO_OR_WHERE.search(question),
        "most-of-regions": _ONE_REGION.search(question),
        "among-places": len(mentions) > 1 and _AMONG.search(question),
        "listing": _LISTING.search(question),
        "similar": SIMILAR.search(question),
        f"expects-{expected_answer(question)}": True,
        f"places-{min(len(mentions), 2)}": True,
        # Who does something in one region asks for a name, in a part of the country for its regions.
        "one-region": len(mentions) == 1 and isinstance(mentions[0].place, Region),
        "question-mark": question.endswith("?"),
        "all-known": 0 < n_letters == n_known,
        "few-known": n_known < n_letters / 2,
        "no-words": not n_letters,
        "listed-places": len(mentions) > 1,
        "one-word": n_words == 1,
        "few-words": 1 < n_words <= 3,
        "many-words": n_words > 15,
        "name": re.search(r"(?<=[a-zåäö,] )[A-ZÅÄÖ]", question),
        "digits": re.search(r"\d", question),
    }
    return [cue for cue, is_seen in found.items() if is_seen] + [f"tells-{name}" for name in told_by_words(question)]


def _n_known(question: str) -> tuple[int, int]:
    """Give how many words there are, and how many of them Swedish public administration writes."""
    words = [word.casefold() for word in _WORD.findall(question)]
    return len(words), sum(word in lexicon() or bool(split_compound(word)) for word in words)
