"""Words that tell what a question asks for: what the classifier is told beside the question's own words."""

import re

from corpus.regions import Region
from corpus.regions.names import Mention
from indexer.words.compounds import split_compound
from indexer.words.lexicon import lexicon
from service.asked.asked import Aspect, Expected
from service.asked.understood import Kind
from service.asked.units import asks_in_measures, asks_share_of_records

_REGION = r"(?:regioner(?:na)?|region(?:en)?|län(?:en|et)?|landsting(?:en)?)"
_DOES = r"(?:gör|arbetar|jobbar|satsar|har|verkar|driver|bedriver|stöttar|stödjer|främjar|utvecklar|bygger)"
_WHICH_REGIONS = re.compile(
    rf"\b(?:vilka|vilken|någon|några|samtliga)(?: \w+){{0,2}} {_REGION}\b"
    # Not "hur många invånare har Region Stockholm": many regions are written as many.
    r"|\bhur många(?: \w+){0,2} (?:regioner(?:na)?|län(?:en)?|landsting(?:en)?)\b"
    r"|\b(?:which|what|any|how many)(?: \w+){0,2} (?:regions?|counties|county)\b",
    re.IGNORECASE,
)
# "Finns något liknande i någon annan region?" does not ask which.
_ASKS_WHICH = re.compile(
    r"(?:vilken|vilka|which|what)(?: \w+){0,2} (?:region|län|landsting|count)|hur många|how many", re.IGNORECASE
)
# Without a place named, who or where asks for regions; with one, it asks for a name.
_WHO_OR_WHERE = re.compile(
    rf"^(?:vem|vilka)(?: \w+)? {_DOES}\b|^var\b(?! \w* ?(?:stor|högt|lågt))"
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
SIMILAR = re.compile(
    r"\b(?:lik(?:nar|nande|na)|jämförbar\w*|motsvar\w+|samma (?:slags?|sorts?|typ(?:s|en)?(?: av)?)"
    r"|similar|comparable|like)\b",
    re.IGNORECASE,
)
_EXPECTED = {
    Expected.MONEY: r"hur mycket (?:pengar|kosta\w*|medel|stöd|bidra\w*|medfinans\w+|satsa\w+)|vad kosta\w*"
    r"|vilke[nt](?: \w+)? (?:belopp|summa|budget|bidrag|anslag)\b"
    r"|hur stora?t?(?: \w+){0,5} (?:belopp\w*|summa\w*|budget\w*|bidrag\w*|underskott\w*|minus|anslag\w*)"
    r"|vad (?:är|var|blev)(?: \w+){0,3} (?:budgeten|kostnaden|summan|beloppet|bidraget|anslaget)\b"
    r"|vad (?:är|var|blev)(?: \w+){0,3} (?:med)?finansieringen\b"
    r"|vad ha(?:r|de)(?: \S+){1,7} (?:kosta\w*|för (?:budget|anslag|kostnad\w*))\b"
    # `Vad gick bygget på?`, and not `vad gick projektet ut på`.
    r"|vad (?:går|gick)(?: (?!ut\b)\S+){1,8} på(?=\W*$|,| totalt\b| sammanlagt\b| allt som allt\b)"
    r"|hur många (?:miljoner|miljarder|kronor)|how much (?:money|did|does|funding)"
    r"|how many (?:million|billion|kronor|euros?)\b"
    r"|(?:what|which)(?: \w+){1,3} (?:budget|amount|sum|cost|grant)\b|^what did .* cost",
    Expected.NUMBER: r"hur (?:många|mycket|stor\w*|lång\w*|länge|hög\w*|ofta|gam\w+)|vilken andel|vilket antal"
    r"|vad (?:är|var|blev)(?: \w+)? (?:andelen|antalet)\b"
    r"|how (?:many|much|large|big|long|often|high|late|old)"
    r"|(?:what|which)(?: \w+){0,2} (?:share|percentage|proportion|number|average|total)\b",
    Expected.DATE: r"^när\b|vilke[nt] (?:år|datum|årtal|månad|dag|tid)|vilka år|^(?:until |since |by )?when\b"
    r"|(?:what|which) (?:year|date|month|day)",
    Expected.NAME: r"^(?:\w+ )?(?:vem|vems|vad heter|vad kallas)\b|\bvilk(?:en|et|a) \w+|^who\b|what is the name"
    r"|^which \w+",
}
_EXPECTED_PATTERNS = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _EXPECTED.items()}


# What is counted in the records.
THINGS = (
    r"(?:\w*insats\w*|\w*projekt\w*|initiativ\w*|satsning\w*|åtgärd\w*|rader|redovisning\w*"
    r"|initiatives?|projects?|measures)"
)
# What is asked for, or counted, is regions, and neither their initiatives nor the one that has most.
_REGIONS_THEMSELVES = re.compile(
    rf"\b(?:vilka|hur många) (?!{THINGS}\b)(?:\w+ ){{0,2}}(?:regioner(?:na)?|län(?:en)?|landsting(?:en)?)\b"
    rf"|\b(?:which|how many) (?!{THINGS}\b)(?:\w+ ){{0,2}}(?:regions|counties)\b",
    re.IGNORECASE,
)
# Words that tell a kind, or what about a topic is asked for; how much each tells is learned.
_TELLING = {
    "compare": r"\bjämför\w*|\bjmf\b|\bskillnad\w*|\bskilj\w*|\bkontra\b|\bvs\b|\bversus\b|\bgentemot\b|\blikhet\w*"
    r"|\bställ\w* .*\b(?:mot|bredvid)\b|\bmot varandra\b|\bcompar\w+|\bdiffer\w*|\bgemensamt\b|\bstår sig\b"
    r"|\bcontrast\b"
    r"|\bolika\b|\bsida vid sida\b|\bensam\w* om\b",
    "more-than": r"\b(?:mer|mera|fler|flera|bättre|sämre|högre|större|mindre|längre|more|better|less)"
    r" (?:\w+ ){0,4}(?:än|than)\b",
    "who-leads": r"\blängst\b|\bligger före\b|\bbäst\b|\b(?:vilket|vilken|vem)\b.*\beller\b|\bor\b.*\?",
    "overview": r"\bsammanfat\w*|\bsammandrag\w*|\bsammanställ\w*|\böverblick\w*|\böversikt\w*|\böverlag\b"
    r"|\bberätta\w* om\b|\bi korthet\b"
    r"|\bi (?:stora|korta) drag\b|\bviktigaste\b|\bsumme?r\w*|\bsum up\b|\bsummar\w*|\boverview\b|\bbriefly\b|\bkort\b"
    r"|\bhuvuddrag\w*|\bövergripande\b|\bbild av\b|\bläget\b|\bpresentera\b|\bbeskriv\b|\bhighlights\b|\bpunkter\b"
    r"|\bhandlar\b.*\bom\b|\bgår\b.*\but på\b|\bhelhet\w*|\bstora linjer\w*|\bkärnan\b|\ball about\b"
    r"|\bin short\b|\bpaint\b",
    "count": rf"\b(?:hur många|antal|antalet|räkna|how many|number of)\b(?: \w+){{0,3}} {THINGS}|\bräkna\b|\bcount\b",
    "most": r"\b(?:flest|fewest|färst|näst flest)\b|\b(?:mest|most|minst)\b",
    "counts-people": r"\bhur många\b(?! \w*(?:insats|projekt|initiativ|region|län))",
    "like": r"\bsnarlik\w*|\bmotsvarighet\w*|\bi stil med\b|\bpåminner\b|\bbesläkta\w*|\bförlag\w+|\blikna\w*"
    r"|\blikada\w*"
    r"|\bsån(?:t|a)? som\b|\btyp\b|\blikart\w*|\bföregångare\b|\bequivalent\b|\balong the lines\b|\bkopiera\w*|\bnära\b"
    r"|\bsystern?\w*|\blikhet med\b|\bsamma (?:sak|grej|slag|sort|typ)\b",
    "plans": r"\bvi (?:ska|planerar|tänker|funderar|vill|har)\b|\bvår(?:t|a)?\b|\bwe (?:are|plan|want)\b"
    r"|\bfunderar på\b",
    "tried": r"\b(?:någon|nån|ngn|annan|andra|anyone|else)\b"
    r".*\b(?:gjort|provat|testat|prövat|kört|haft|drivit|done|tried)\b",
    "what-does": r"^vad (?:gör|görs|har|hände?r?|sägs|säger|skrivs|skriver|finns)\b"
    r"|^what (?:has|have|is being|did|does)\b",
    "what-is": r"^vad (?:är|menas|betyder|innebär)\b(?! det viktigaste)|^what (?:is|are)\b",
    "how-do": r"^hur (?:gör|jobbar|arbetar|arbetade|går|definierar|gick|ser|tänker)\b|^how (?:do|does|is|are)\b",
    "why": r"^varför\b|^why\b",
    "yes-no": r"^(?:är|har|hade|finns|fick|fanns|ingår|ingick|stämmer|nådde|blev|kan|is|are|did|does|do|has|was)\b",
    "where": r"^(?:var|vart|i vilk\w+|where)\b",
    "which-things": r"^(?:vilka|vilken|vilket|which|what) (?!region|län|landsting)\w+",
    "any-region": r"\b(?:någon|nån|ngn|några|annan|fler|fler än|andra)"
    r" (?:\w+ )?(?:region\w*|län\w*)?\b(?=.*\b(?:som|har|haft)\b)",
    "wish": r"\b(?:visa|hitta|lista|exempel|tips|sök\w*|show|find|list)\b",
    "text-search": r"\b(?:något|nåt|ngt|allt|anything|texts?) (?:om|kring|som|on|about)\b",
    "greets": r"^(?:hej\w*|tja\w*|hallå|tack|hello|hi|hey|thanks|god (?:morgon|kväll|dag))\b",
    "orders": r"^(?:skriv|översätt|berätta ett?|ignorera"
    r"|write|translate|ignore|forget|glöm|radera|delete|boka|select)\b",
    "me": r"\b(?:jag|mig|min|mitt|mina|du|dig|din|my|me|you|your)\b",
    "effects": r"\beffekt(?:en|er|erna|ernas)?\b|\beffect\w*|\bnytta\w*|\bimpact\b|\bpåverka\w*",
    "results": r"\bresultat\w*|\bresults?\b|\bledde\b.*\btill\b|\bhur gick\b|\bkom ut\b|\buppnådde\w*"
    r"|\butfall\w*|\bgav\b",
    "goals": r"\bmål(?:et|en|sättning\w*|bild\w*)?\b|\bsyfte\w*|\bgoals?\b|\btargets?\b|\baims?\b"
    r"|\bindikator\w*|\buppnå\b",
    "cost": r"\bkosta\w*|\bbudget\w*|\bpengar\b|\bkronor\b|\bbelopp\w*|\bsumma\w*|\bfinansier\w*|\bmedel\b"
    r"|\bcost\w*|\bmoney\b"
    r"|\bdyr\w*|\bbillig\w*|\bspend\w*|\bstöd(?:et)? fick\b|\bbetala\w*|\bbidrag\w*",
    "time": r"\bnär\b|\bdatum\w*|\bwhen\b|\bhur länge\b|\bhow long\b|\btidsplan\w*|\btidplan\w*"
    r"|\bstarta(?:de|r)?\b|\bvilket år\b"
    r"|\bslut(?:ar|ade|datum)?\b|\bpågå\w*",
    "who": r"\bvem\b|\bvilka (?:driver|står|ansvarar|leder|äger|medverkar|sitter)\b|\bansvar\w*"
    r"|\bprojektägare\w*|\bwho\b|\bleder\b",
    "contact": r"\bkontakt\w*|\be?-?mejl\w*|\be?-?mail\w*|\be-?post\w*|\bringa?\b|\bringer\b|\btelefon\w*"
    r"|\badress\w*|\bcontact\b|\bprata med\b",
    "lessons": r"\blär(?:dom|t|de|dmo)\w*|\berfarenhet\w*|\blessons?\b|\blearn\w*|\binsikt\w*",
    "definition": r"\bvad (?:är|menas|betyder|innebär)\b|\bdefini\w*|\bmeant by\b|\bmean\b|\bvad är det\b",
    "method": r"^hur\b(?! (?:många|mycket|stor|länge|hög|lång|mkt|ofta))|\bmetod\w*|\barbetssätt\w*"
    r"|\bhow (?:do|does|did|is|are)\b"
    r"|\btillvägagång\w*|\bupplägg\w*|\bpå vilket sätt\b",
    "participants": r"\bdelta\w*|\bmed i\b|\bmålgrupp\w*|\bparticipa\w*|\bpersoner\b"
    r"|\bhur många (?:kvinnor|män|ungdomar|elever|unga)\b",
    "problems": r"\bproblem\w*|\bhind\w+|\bsvårighet\w*|\butmaning\w*|\bobstacles?\b|\bbarriers?\b"
    r"|\bchallenges?\b|\bgick\b.*\bfel\b",
}
_TELLING_PATTERNS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _TELLING.items()}
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


# Words that decide what about a topic is asked for, whatever else the question says.
_DECIDING = ("effects", "lessons", "contact", "problems", "results", "goals")


# A capital inside a question, or a mark before a word.
_NAME = re.compile(r"(?<=[a-zåäö,] )[A-ZÅÄÖ]|[#\"”“»]\w")
_DIFFERENCE = re.compile(r"\bskillnad\w* (?:mellan|på|i)\b|\bdifferences? between\b", re.IGNORECASE)
# Who has a role is somebody's name; who is good, best or part of something may be a region. No Swedish word for a role
# ends as superlatives (bäst, not jurist) and those that tell what someone is like (engagerad, aktiv) do.
_RUNS = re.compile(
    r"^(?:vem|vilka|who) (?:äger|leder|ansvarar|finansierar|håller i|owns|leads|runs|funds)\b"
    r"|^(?:vem|who) (?:är|var|is|was) (?!med\b|en av\b|\w+(?:[^i]st|ad|iv)\b)\w+",
    re.IGNORECASE,
)
# One thing that is no region has a name: `vilket bolag`, but neither `i vilken del av landet` nor `åt vilket håll`.
_ONE_THING = re.compile(r"\bvilke[nt] (?!\w*(?:region|län|landsting|del|håll)\w*\b|eller\b)\w", re.IGNORECASE)
# Contacts themselves: what else speaks of contact (`kontakter med arbetslivet`) may be about a topic.
_REACHES = re.compile(
    r"\bkontakt(?:uppgift|person|info|väg)\w*|\b(?:e-?)?(?:mejl|mail|post)adress\w*|\btelefonnummer\w*"
    r"|\bhow (?:do|can) (?:i|we) contact\b",
    re.IGNORECASE,
)


def decided_kind(question: str, likely: Kind) -> Kind:
    """Give the kind, where a word decides it against what is likely: `vilka projekt` asks for no regions."""
    if counted := _decided_by_what_is_counted(question, likely):
        return counted
    is_open = likely in (Kind.FACT, Kind.PASSAGES, Kind.OVERVIEW)
    if is_open and (open_to := _decided_among_open(question)):
        return open_to
    if _asks_amount(question, likely) or (is_open and _REACHES.search(question)):
        return Kind.FACT
    if likely not in (Kind.REGIONS, Kind.FACT) or _WHICH_REGIONS.search(question):
        return likely
    if _LISTING.search(question):
        return Kind.PASSAGES
    return Kind.FACT if _RUNS.search(question) or _ONE_THING.search(question) else likely


def _decided_by_what_is_counted(question: str, likely: Kind) -> Kind | None:
    asks_regions = _REGIONS_THEMSELVES.search(question) and not _TELLING_PATTERNS["most"].search(question)
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


def asks_which_regions(question: str) -> bool:
    """Tell whether a question asks for regions by that word, and not who or where."""
    return bool(_WHICH_REGIONS.search(question))


def counts_records(question: str) -> bool:
    """Tell whether a question asks how many initiatives or projects there are, and not how many people or things."""
    return bool(_TELLING_PATTERNS["count"].search(question)) or asks_share_of_records(question)


def decided_aspect(question: str) -> Aspect | None:
    """Give the aspect that one of a question's words decides; None where none does."""
    return next((Aspect(name) for name in _DECIDING if _TELLING_PATTERNS[name].search(question)), None)


def tells_of(question: str, aspect: Aspect) -> bool:
    """Tell whether a question has a word of an aspect, which may be said of other things as well."""
    return bool(_TELLING_PATTERNS[aspect].search(question))


def compares_numbers(question: str) -> bool:
    """Tell whether a comparison asks who has more or most of something."""
    return any(_TELLING_PATTERNS[cue].search(question) for cue in ("most", "more-than"))


def tells_aspect(word: str) -> bool:
    """Tell whether a word says what about a topic is asked for, and not what it is about."""
    return any(_TELLING_PATTERNS[aspect].search(word) for aspect in Aspect)


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
    told = [f"tells-{name}" for name, pattern in _TELLING_PATTERNS.items() if pattern.search(question)]
    return [cue for cue, is_seen in found.items() if is_seen] + told


def _n_known(question: str) -> tuple[int, int]:
    """Give how many words there are, and how many of them Swedish public administration writes."""
    words = [word.casefold() for word in _WORD.findall(question)]
    return len(words), sum(word in lexicon() or bool(split_compound(word)) for word in words)
