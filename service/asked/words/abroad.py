"""Whether a question asks what another country, or its regions, do: none of them reports here."""

import re

from service.asked.words.pieces import DOES, REGIONS, REGIONS_IN_ENGLISH

_COUNTRY = (
    r"(?:norge|danmark|finland|island|tyskland|frankrike|spanien|italien|polen|estland|lettland|litauen|nederländerna"
    r"|holland|belgien|österrike|schweiz|storbritannien|england|skottland|irland|portugal|usa|kanada|kina|japan|indien"
    r"|ryssland|ukraina|norway|denmark|germany|france|spain|italy|poland|scotland|china|iceland|estonia)"
)
_ITS = (
    r"(?:norska|danska|finska|isländska|tyska|franska|spanska|italienska|polska|estniska|lettiska|nederländska|belgiska"
    r"|österrikiska|brittiska|engelska|skotska|irländska|amerikanska|kinesiska|norwegian|danish|finnish|german|french)"
)
_DOES = rf"(?:{DOES}|does|do|has|works?)"
_ACTORS = rf"(?:{REGIONS}|kommuner(?:na)?|städer(?:na)?|fylken?|{REGIONS_IN_ENGLISH}|cities)"
_ASKED = r"(?:vilka|vilken|hur många|hur|vad|which|what|how(?: many)?)"
# Who abroad takes part in something is told by who leads it here: `vilka norska kommuner är med i projektet?`.
_TAKES_PART = (
    r"(?: \w+){0,2}? (?:(?:är|var) med|delt(?:ar|og)|medverka(?:r|de)|ingår|ingick|samarbeta(?:r|de)"
    r"|takes? part|participates?)"
)
_ABROAD = re.compile(
    # `Hur gör Norge med X?`, `vad har man gjort i Danmark?`, `vilka län i Finland`, `vilka danska regioner`.
    rf"^\W*(?:hur|vad|how|what) {_DOES} {_COUNTRY}\b"
    rf"|^\W*(?:hur|vad|how|what) (?:{_DOES}|görs) (?:(?:man|de|dom|they) )?(?:\w+ ){{0,3}}?(?:i|in) {_COUNTRY}\b"
    rf"|^\W*{_ASKED} {_ACTORS} (?:i|in) {_COUNTRY}\b(?!{_TAKES_PART}\b)"
    rf"|^\W*{_ASKED} (?:{_DOES} )?{_ITS} {_ACTORS}\b(?!{_TAKES_PART}\b)",
    re.IGNORECASE,
)


def asks_abroad(question: str) -> bool:
    """Tell whether who is asked about is abroad; what is done with others abroad is told here."""
    return bool(_ABROAD.search(question))
