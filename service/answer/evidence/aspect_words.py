"""The words by which a report tells one thing about what it has done: what was learnt, what it cost, who ran it."""

import re

from service.asked.asked import Aspect

# What tells an aspect where the initiative has no field of that name.
TELLING = {
    Aspect.GOALS: re.compile(r"\b(?:del|effekt|projekt)?mål(?:et|en|sättning\w*|värde\w*)?\b", re.IGNORECASE),
    Aspect.LESSONS: re.compile(
        # `Livslångt lärande` is what it works with, `ökat lärande` what it is for, and `utbyta erfarenheter` neither.
        r"\blär(?:dom|t sig|de sig)\w*|\blärandet?\b(?= (?:från|av|som|kring att|har)\b)|\berfarenhet(?:en|er|erna)\b"
        r"|\binsikter\b|\bslutsats\w*|\bvisa\w* sig\b"
        r"|\bsvår(?:t|are|ighet\w*)?\b|\butmaning(?:en|ar|arna)?\b|\bhinder\b|\bframgångsfaktor\w*"
        r"|\bsynliggjort\b|\böverföras\b",
        re.IGNORECASE,
    ),
    Aspect.PROBLEMS: re.compile(
        r"\bproblem\w*|\bhind(?:er|rat|rade)\b|\bsvår(?:t|are|ighet\w*)?\b|\butmaning(?:en|ar|arna)?\b|\bbrist\w*"
        r"|\bmotstånd\w*"
        r"|\bförsena\w*",
        re.IGNORECASE,
    ),
    Aspect.COST: re.compile(
        r"\b(?:med)?finansier\w*|\bbudget\w*|\bkostnad\w*|\d (?:kr|kronor|mnkr|mkr|tkr)\b|\bmiljon(?:er)? kr"
        r"|\bbevilja\w*",
        re.IGNORECASE,
    ),
    Aspect.WHO: re.compile(
        r"\bprojektägar\w*|\bled ?partner\b|\blead ?partner\b|\bägs\b|\bägts\b|\bdrivs\b|\bdrivits\b|\bdriver\b"
        r"|\bleder\b|\bleds\b|\bstår bakom\b|\bgenomförs av\b|\bi (?:samverkan|samarbete) med\b|\btillsammans med\b"
        r"|\bsamverkanspart\w*",
        re.IGNORECASE,
    ),
    Aspect.PARTICIPANTS: re.compile(
        r"\b(?:i )?(?:samverkan|samarbete) med\b|\btillsammans med\b|\bsamarbetsprojekt mellan\b"
        r"|\b(?:samverkans|projekt)?part(?:er|ner|ners|nerskap\w*)\b|\bdeltagare har varit\b|\bdelt(?:ar|agit|og)\b"
        r"|\bmedverka(?:r|de|t)\b|\bingår\b",
        re.IGNORECASE,
    ),
    # What is hoped to come of it is no step to be taken.
    Aspect.NEXT: re.compile(
        r"\A(?![^.]*\b(?:förväntade?|bedömda|långsiktiga) (?:effekt|prestation))(?:.|\n)*?"
        r"(?:\bnästa (?:steg|fas|etapp|år)\b|\b(?:tas?|förs?|går?|drivs?) vidare\b|\bvidareutvecklas?\b"
        r"|\bfortsätt(?:er|a|as)\b|\bfortsättning(?:en)?\b|\bfortlöper\b|\bkommer(?: \w+){0,2} att\b"
        r"|\bkommer \w+a[ts]?\b|\b(?:planeras?|planerar|(?:är|finns) planera\w+|väntas)\b"
        r"|\bpågår (?:till|fram till|t\.? ?o\.? ?m\b)|\bframöver\b|\bkommande år(?:en|et)?\b)",
        re.IGNORECASE,
    ),
}
