"""Words that tell a kind of question, or what about a topic is asked for: its cost, its effects, who takes part."""

import re

from service.asked.asked import Asked, Aspect
from service.asked.understood import Kind
from service.asked.words.units import asks_share_of_records

# What is counted in the records; what a project is made of, `delprojekt`, is not.
THINGS = (
    r"(?:\w*insats\w*|(?!del)\w*projekt\w*|initiativ\w*|satsning\w*|åtgärd\w*|rader|redovisning\w*"
    r"|initiatives?|projects?|measures)"
)
# Words that tell a kind, or what about a topic is asked for; how much each tells is learned.
_TELLING = {
    "compare": r"\bjämför\w*|\bjmf\b|\bskillnad\w*|\bskilj\w*|\bkontra\b|\bvs\b|\bversus\b|\bgentemot\b|\blikhet\w*"
    r"|\bställ\w* .*\bmot\b|\b(?:bredvid|jämte|intill)\b|\bmot varandra\b|\bcompar\w+|\bdiffer\w*|\bgemensamt\b"
    r"|\bstår sig\b|\bcontrast\b|\bbeside\b|\balongside\b"
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
    r"|\butfall\w*|\bgav\b|^vad har\b.*\b(?:gett|givit)\b|\bprestation\w*|\bföll\b.*\but\b|\bkom (?:\w+ )?fram till\b",
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
    r"|\badress\w*|\bcontact\b|\bprata med\b"
    # `Vem ska man vända sig till?`, and not whom a project turns to.
    r"|\b(?:jag|man|vi) (?:\w+ )?vända (?:mig|sig|oss) till\b|\bvänder (?:jag|man|vi) (?:mig|sig|oss) till\b"
    r"|\b(?:jag|man|vi) (?:\w+ )?höra av (?:mig|sig|oss)\b|\bhör (?:jag|man|vi) av (?:mig|sig|oss)\b",
    "lessons": r"\blär(?:dom|t|de|dmo)\w*|\berfarenhet\w*|\blessons?\b|\blearn(?:ed|t)\b|\blearn (?:from|by)\b"
    r"|\binsikt\w*",
    "definition": r"\bvad (?:är|menas|betyder|innebär)\b|\bdefini\w*|\bmeant by\b|\bmean\b|\bvad är det\b",
    "method": r"^hur\b(?! (?:många|mycket|stor|länge|hög|lång|mkt|ofta))|\bmetod\w*|\barbetssätt\w*"
    r"|\bhow (?:do|does|did|is|are)\b"
    r"|\btillvägagång\w*|\bupplägg\w*|\bpå vilket sätt\b",
    "participants": r"\bdelta\w*|\bmed i\b|\bmålgrupp\w*|\bparticipa\w*|\bpersoner\b"
    r"|\bhur många (?:kvinnor|män|ungdomar|elever|unga)\b",
    "problems": r"\bproblem\w*|\bhind\w+|\bsvårighet\w*|\butmaning\w*|\bobstacles?\b|\bbarriers?\b"
    r"|\bchallenges?\b|\bgick\b.*\bfel\b|\b(?:gått|gick|går) trögt\b|\bbekymmer\b"
    r"|\b(?:haft|hade|har)(?: \w+){0,2} svår(?:t|ast)\b(?! sjuk)",
    "next": r"\bnästa (?:steg|fas|etapp)(?:et|en)?\b|\bhärnäst\b|\bframöver\b|\bfortsätt(?:a|er|ning\w*)\b"
    r"|\b(?:gå|går|tas?|förs?|drivs?) (?:\w+ ){0,2}vidare\b"
    r"|\b(?:händer|sker|görs?|blir det|planeras?) (?:\w+ )?"
    r"(?:sedan|sen|efteråt|härefter|framåt|efter (?:projektet|insatsen))\b"
    r"|\bnext steps?\b|\b(?:happens|comes|planned) next\b|\bcontinue[sd]?\b|\bcontinuation\b",
}
_TELLING_PATTERNS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _TELLING.items()}
# Nouns, and what is asked in their place, each of which asks for one thing about a topic, whatever else is asked for.
_ASKED_FOR = {
    Aspect.GOALS: r"\bmål(?:et|en|sättning\w*)?\b|\bsyfte\w*|\bvill(?:e)? (?:\w+ )?uppnå\b|\bgoals?\b|\baims?\b",
    Aspect.RESULTS: r"\bresultat\w*|\bresults?\b|\butfall\w*|\bprestation\w*|\bhur gick\b|\bhur föll\b"
    r"|\bkom (?:\w+ )?fram till\b|\buppnå(?:tts|tt|dde|ddes)\b",
    Aspect.EFFECTS: r"\beffekt(?:en|er|erna)?\b|\beffects?\b|\bnytta\w*",
    Aspect.LESSONS: r"\blärdom\w*|\blessons?\b",
    Aspect.PROBLEMS: r"\bhinder\b|\bhindren\b|\bsvårighet\w*|\bproblem(?:en)?\b|\bobstacles?\b",
    Aspect.NEXT: r"\bnästa (?:steg|fas|etapp)\b|\bhärnäst\b|\bfortsättning(?:en)?\b|\bnext steps?\b",
}
_ASKED_FOR_PATTERNS = {aspect: re.compile(pattern, re.IGNORECASE) for aspect, pattern in _ASKED_FOR.items()}
# So many words open a question that asks for one thing about its topic: `vad har man lärt sig av ...`.
_OPENING_WORDS = 5
# Words that decide what about a topic is asked for, whatever else the question says.
_DECIDING = ("effects", "lessons", "contact", "problems", "next", "results", "goals")


def tells(question: str, name: str) -> bool:
    """Tell whether a question has a word that tells of an aspect or a kind by its name, such as `most`.

    It may be said of other things as well.
    """
    return bool(_TELLING_PATTERNS[name].search(question))


def told_by_words(question: str) -> list[str]:
    """Name all that words of a question tell."""
    return [name for name in _TELLING_PATTERNS if tells(question, name)]


def counts_records(question: str) -> bool:
    """Tell whether a question asks how many initiatives or projects there are, and not how many people or things."""
    return tells(question, "count") or asks_share_of_records(question)


def decided_aspect(question: str) -> Aspect | None:
    """Give the aspect that one of a question's words decides; None where none does."""
    # How long something goes on is asked of its time.
    decided = (name for name in _DECIDING if tells(question, name) and not (name == "next" and tells(question, "time")))
    return next(map(Aspect, decided), None)


def asked_aspects(question: str) -> tuple[Aspect, ...]:
    """Give all that a question asks for about its topic by name, in its order: `mål och resultat`."""
    found = {aspect: pattern.search(question) for aspect, pattern in _ASKED_FOR_PATTERNS.items()}
    starts = {aspect: match.start() for aspect, match in found.items() if match}
    return tuple(sorted(starts, key=lambda aspect: starts[aspect]))


def opens_with(question: str, aspect: Aspect) -> bool:
    """Tell whether a question opens with what about its topic it asks for, and so asks for nothing else of it."""
    return tells(" ".join(question.split()[:_OPENING_WORDS]), aspect)


def compares_numbers(question: str) -> bool:
    """Tell whether a comparison asks who has more or most of something."""
    return any(tells(question, cue) for cue in ("most", "more-than"))


def tells_aspect(word: str) -> bool:
    """Tell whether a word says what about a topic is asked for, and not what it is about."""
    # `hbtq-personer` are people of one kind, and what a question is about.
    return any(_TELLING_PATTERNS[aspect].match(word) for aspect in Aspect)


def says_nothing_at_all(asked: Asked) -> bool:
    """Tell whether a question for what is told says neither of what nor of whom: `exempel`."""
    says = asked.topics or asked.themes or asked.places or asked.excluded or asked.years or asked.taken_up
    return asked.kind is Kind.PASSAGES and not (says or asked.is_claim or asked.holding)


def has_own_topic(asked: Asked) -> bool:
    """Tell whether a question says what it is about: `och budgeten?` says what about a topic, and no topic."""
    has_topic = bool(asked.topics) and not all(map(tells_aspect, asked.words))
    return has_topic or bool(asked.themes)
