"""Whether a question asks what has come about, and whether words tell only what is meant to."""

import re

from service.spans import Span

_ASKS_DONE = re.compile(
    r"\b(?:har|hade|have|has|had)\b(?: \S+){0,7}? (?!\w*projekt\b)\w{2,}(?:[adiklnprt]ts?|ed)\b"
    r"|\b(?:fick|blev|nådde|kom|gick|tog|gav|drog|ledde|deltog|gjorde|did|got)\b"
    r"|\b\w{2,}(?:ade|ades|rde|rdes|kte|ktes|pte|ptes|ste|stes|tte|ttes)\b"
    # `använde`, `anmälde`, `byggdes`, but neither `gällande` nor `boende`; `Skövde` is a town.
    r"|(?-i:\b(?!kunde\b)[a-zåäö]{2,}(?<![ae]n)(?<=[bdfgjlmnv])des?\b)"
    r"|\b(?:i drift|på plats|idag|i dag|i dagsläget|just nu|hittills|today|so far)\b",
    re.IGNORECASE,
)
_ASKS_AIM = re.compile(
    r"\b(?:ska|skall|skulle|vill|ville|tänk(?:t|er|te)|siktar|siktade|hoppa(?:s|des)|avser|avsåg|lova\w*"
    r"|räkna(?:r|de) med|kommer att|\w*mål(?:et|en|sätt\w*|tal\w*)?|plan(?:en|er|era\w*)?|förvänta\w*"
    r"|prognos\w*"
    r"|beräkna\w*|vänta\w*|syft\w*|minst|föresl\w*|plann\w*|goals?|aim\w*|targets?|will|should|expect\w*|meant)\b",
    re.IGNORECASE,
)
_AIM = re.compile(
    r"\b(?:ska(?:ll)?(?! ha\b)|(?:projekt|effekt|del|etapp)?mål(?:et|en|sättning(?:en)?)?|målvärde\w*|förvänta\w*"
    r"|planera\w*|beräknas|kommer att|syftar till|är tänkt\w*)\b",
    re.IGNORECASE,
)
# A sentence that tells of what came as well may tell either.
_DONE = re.compile(
    r"\b(?:har|hade|blev|fick|varav|utfall\w*|resultat(?:et)?|\w*nått|deltog"
    r"|(?!förvänta|planera)\w{2,}(?:ade|ades|dde|ddes|tte|ttes|rde|rdes|kte|ktes)|gick|kom|gav|tog)\b",
    re.IGNORECASE,
)
# All that a label tells is what is meant: `Förväntade prestationer: användare av utvecklade stöd: 40`.
_LABEL_OF_AIM = re.compile(
    r"\b(?:förvänta\w*|planera\w*|beräkna\w*) (?:[^\W\d_]+ ){0,3}?(?:prestation|effekt|resultat|utfall)[^\W\d_]*:"
    r"(?!.*\b(?:uppnå\w+|utfall\w*|resultat\w*)\b[^:]{0,30}:)",
    re.IGNORECASE,
)
# `3 planerade tankstationer`
_BESIDE = re.compile(r"\W{0,2}(?:\w+\W)?(?:planerade|planerat|förväntade|tänkta|tilltänkta)\b", re.IGNORECASE)


def asks_what_came(question: str) -> bool:
    """Tell whether a question asks what has come about, and not what is meant to."""
    return bool(_ASKS_DONE.search(question)) and not _ASKS_AIM.search(question)


def tells_aim(text: str, span: Span, sentence: Span) -> bool:
    """Tell whether words of a sentence tell what is meant to come about, and nothing in it tells what came.

    Args:
        span: Where the words stand in the text.
        sentence: Where their sentence does.
    """
    if _BESIDE.match(text, span[1], sentence[1]) or _LABEL_OF_AIM.search(text[sentence[0] : span[0]]):
        return True
    return bool(_AIM.search(text, sentence[0], span[0])) and not _DONE.search(text, *sentence)
