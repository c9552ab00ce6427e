"""Whether work is ordered that no report answers: to translate, to write a letter, to make slides."""

import re

_PLEASE = r"(?:(?:snälla|hej|kan du|skulle du kunna|please|can you|could you)\W+)*"
_MADE = (
    r"(?:powerpoint\w*|ppt|presentation\w*|bild|logga|logotyp|dikt|sång|tal|brev|mejl|mail|e-postmeddelande|inbjudan|dagordning"
    r"|protokoll|pressmeddelande|ansökan|projektansökan|hemsida|app|budget|poem|letter|email|speech|slides|application)"
)
_ORDERS = re.compile(
    # Words unknown to the collection are put right before this is read: `översätt` is read as `översatts`.
    rf"^\W*{_PLEASE}(?:övers[äa]t\w*|translate)\b"
    rf"|^\W*{_PLEASE}(?:gör|göra|skapa|bygg|skriv|skriva|rita|formulera|make|create|write|draw)"
    rf" (?:(?:mig|oss|åt mig|me|us) )?(?:en |ett |a |an )?(?:\w+ )?{_MADE}\b",
    re.IGNORECASE,
)


def asks_for_work(question: str) -> bool:
    """Tell whether a question orders something to be made, which is no summing-up of what the reports tell."""
    return bool(_ORDERS.search(question))
