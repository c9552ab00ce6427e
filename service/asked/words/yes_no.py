"""Questions that want yes or no: `Har Dalarna gjort något om elkapacitet?`, `Stämmer det att ...?`."""

import re
from functools import lru_cache

from corpus.regions.names import find_mentions
from indexer.words.lexicon import lexicon
from service.asked.words.plain_words import plain_words
from service.asked.words.verbs import is_supine

# What leads up to a claim, which may then be told as a statement: `stämmer det att X höll Y`.
_FRAME = re.compile(
    r"^\W*(?:(?:stämmer det|är det (?:sant|så|rätt|riktigt|korrekt)|kan man säga|is it (?:true|right|correct)|is it so"
    r"|does it say|står det|framgår det|går det att läsa),? (?:att|that)"
    r"|(?:vet|ser) (?:ni|du|man),? om|(?:jag|vi) (?:undrar|funderar på|vill veta),? om|undrar,? om"
    r"|do you know,? (?:if|whether)|i wonder,? (?:if|whether)|vet någon,? om)\s+",
    re.IGNORECASE,
)
# What asks for more than whether: `finns det uppgift om hur många`.
_ASKS_MORE = re.compile(
    r"\b(?:hur|vem|vems|vilka|vilken|vilket|varför|how|who|which|why|what)\b|^(?:vad|när|vart|when|where)\b",
    re.IGNORECASE,
)
_NOT_FIRST = re.compile(r"(?:du|ni|jag|mig|vi|you|we|i|me|behöva|vilja)\b", re.IGNORECASE)
_FINITE = plain_words("""
    är var blir blev har hade finns fanns fick får gör gjorde görs gjordes ska skall skulle kan kunde vill ville måste
    bör borde kommer kom går gick gav ger ges gavs tar tog tas togs höll håller hålls hölls står stod ligger låg drog
    drev driver drivs drevs ingår ingick deltar deltog bidrar bidrog skrev skriver skrivs skrevs satt sitter
    is are was were did does do has have had can will could would should
""")
# What stands behind the verb that opens a question is who does it, and none of these.
_NO_SUBJECT = plain_words(
    "för i på om med till av inom mot kring som vid från hos enligt och eller for in on with of to"
)
# `Var drevs X?` asks where; `var X framgångsrikt?` and `var projektet det?` do not.
_WHERE = re.compile(r"[Vv]ar (?![A-ZÅÄÖ]|det\b|den\b|de\b|\w+(?:et|en|na)\b)")
# `Gör en presentation` is an order.
_ORDERS, _ARTICLES = frozenset({"gör"}), plain_words("en ett")
_OR = re.compile(r"\b(?:eller|or)\b(?! (?:inte|hur|ej|not)\b)", re.IGNORECASE)
_ANY = re.compile(r"\b(?:någo\w*|några|nån\w*|nåt|any\w*)\b", re.IGNORECASE)
_ANYONE = re.compile(
    r"\b(?:någon|nån|ngn|någon annan|några|alla|samtliga|fler|flera|andra|anyone|anybody|any|all) "
    r"(?:\w+ )?(?:region\w*|län\w*|landsting\w*|count\w+|som|annan|andra)\b|^\w+ (?:någon|nån|ngn|alla|anyone)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+(?:[-+]\w+)*\+?")
# Verbs that a report says in other words: that something was done, held, begun or taken part in.
_LIGHT = plain_words("""
    gjort gjorde gör görs gjorts fått fick får haft hade gett gav ger getts gått gick går kommit kom tagit tog tas
    tagits börjat började börjar påbörjat påbörjades startat startade startades startar inlett inleddes hållit höll
    hölls hålls håller ordnat ordnade ordnades ordnar anordnade anordnades arrangerat arrangerade arrangerades
    deltog deltar deltagit medverkat medverkade medverkar ingick ingår ingått varit blivit blev arbetat arbetar
    arbetade jobbat jobbar jobbade satsat satsar satsade infört införde infördes inför införts genomfört genomförde
    genomfördes genomförts genomför drivit driver drev drivs drevs erbjuder erbjudit erbjöd erbjöds erbjuds finns
    fanns funnits används använts tittat tittar undersökt skett sker hänt bidragit bidrog bidrar ordnats lämnat
    lämnade lämnades samarbetar samarbetat samarbetade samverkat samverkar samverkade riktat riktad riktade riktar
    inriktat engagerat engagerade stämmer nämns nämnts nämner upp ligger låg kostade kunnat kunde pågick
    pågår skapade skapades skapat took take taken held hold did done got get given give made make worked work part
    support supported
""")
# Verbs that tell the same, by how they begin.
_SAME = tuple(
    re.compile(rf"\b(?:{stems})", re.IGNORECASE)
    for stems in (
        r"start|påbörja|börja|inle[dt]|igång|i gång|uppstart|kommit\b",
        r"avslut|slutför|slutredovis|färdig|klara?\b",
        r"håll|höll|anordna|arrangera|ordna|genomför",
        r"delt(?:a|og)|medverka|ingå|ingick|parter?\b|partner|tillsammans med|i samarbete|i samverkan",
        r"äg(?:er|s|de|t|are)|projektäg|drivs?\b|driver|drev|led(?:er|de|s|are)|led ?partner|ansvar|projektled",
        r"pengar|finansier|medel|bidrag|bevilja|anslag|fonde|stöd\b",
        r"samarbet|samverka|tillsammans med|i samarbete|i samverkan",
        r"utvärder|följ\w* upp|uppfölj",
    )
)
_LOOSE = plain_words("""
    fram igång gång nytt nya ny ännu redan tidigare ihop tillsammans vidare upp ut med mer fler flera färre minst över
    under drygt cirka ungefär egentligen faktiskt verkligen kanske alls öht överhuvudtaget sagt slags sorts typ form
""")


# So many words in, a question word asks; further behind it only tells: `att förstå varför`.
MAX_BEFORE = 6


@lru_cache(maxsize=1024)
def asks_yes_no(question: str) -> bool:
    """Tell whether a question is answered by yes or no, or by what of it is told.

    One that sets this against that asks for one of them.
    """
    text = question.strip()
    if _ASKS_MORE.search(" ".join(claim_of(text).split()[:MAX_BEFORE])):
        return False
    is_choice = _OR.search(text) and not _ANY.search(text)
    return bool(_FRAME.match(text)) or (_opens_with_verb(text) and not is_choice)


def _opens_with_verb(text: str) -> bool:
    """Tell whether a question opens with its verb, and who does it stands behind that."""
    words = _WORD.findall(text)
    if len(words) < 2 or _NOT_FIRST.match(words[1]) or _WHERE.match(text):
        return False
    first, second = words[0].casefold(), words[1]
    is_asked = text.endswith("?") or any(mention.start == len(words[0]) + 1 for mention in find_mentions(text))
    is_order = first in _ORDERS and second in _ARTICLES
    return not is_order and (first in _FINITE or (second not in _NO_SUBJECT and is_asked and _is_finite(first)))


def asks_for_any(question: str) -> bool:
    """Tell whether a question asks of anyone or all whether they do something, and so for those who do."""
    return bool(_ANYONE.search(question))


def claim_of(question: str) -> str:
    """Give what a question wants to be told is so, without what leads up to it."""
    return _FRAME.sub("", question, count=1) or question


def is_light(word: str) -> bool:
    """Tell whether a word of a claim tells nothing that a report would say with the same word."""
    return word.casefold() in _LIGHT or word.casefold() in _LOOSE


def is_verb(word: str) -> bool:
    """Tell whether a word of a claim is a verb, by its form."""
    return _is_finite(word.casefold()) or is_supine(word)


@lru_cache(maxsize=4096)
def _is_finite(word: str) -> bool:
    """Tell whether a word is a verb's present or past, active or passive, whose other forms are known words."""
    if word in _FINITE or word in _LIGHT:
        return True
    known = lexicon()
    active = word.removesuffix("s")
    if word not in known and active not in known:
        return False
    if active.endswith("ade"):
        return f"{active[:-2]}r" in known
    if active.endswith(("de", "te")):
        return any(form in known for form in (f"{active[:-2]}er", f"{active[:-2]}r", f"{active[:-3]}r"))
    stem = word.removesuffix("r") if word.endswith("ar") else word.removesuffix("s") if word.endswith("as") else ""
    if stem:
        return f"{stem}de" in known and f"{stem}t" in known
    stem = word.removesuffix("er") if word.endswith("er") else ""
    passive = word.removesuffix("s") if word.endswith("s") and not word.endswith(("as", "ss")) else ""
    pasts = ("de", "te", "des", "tes", *(("e",) if stem.endswith("d") else ()))
    return any(f"{base}{past}" in known for base in (stem, passive) if base for past in pasts)


def same_verbs(word: str) -> re.Pattern[str] | None:
    """Give what tells the same as a verb of a claim; None where nothing is known to."""
    return next((told for told in _SAME if told.match(word)), None)
