"""Words of a question that carry no topic: function words, and those that stand in almost any question put here."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SWEDISH = _words("""
    och att det som en ett av på är den de till med för vilka vilken vilket vilkas hur när var vem vems vad om i inom
    hos har hade ha något någon några nåt nån eller inte samt vid kring gällande angående från mellan under över mot
    genom sin sitt sina sig dess deras man vi ni jag du han hon ska skulle kan kunde blir blev bli varit vara så också
    även men än då där här dem denna detta dessa andra annan annat alla allt varje enligt utan efter innan före åt ut
    upp ned ner in bland just bara mer mest många mycket olika egna egen eget både ju väl nog redan nu fick får få
    finns fanns gör görs eller ens sedan per via
""")
ENGLISH = _words("""
    the of and which what who when where how many much with for about any is are was were do does did has have had
    been being on to from by an as at it its their there that this these those into or not be a in s through between
    among during within until after before per than then them they he she we you our your his her us i me my can could
    would should will may might must own so such if but because while over under up down out off both each all other
    another some more most few several also only very just
""")
# Words of both languages say nothing about which one a question is in.
SWEDISH_ONLY = SWEDISH - ENGLISH - _words("in men under per via")
ENGLISH_ONLY = ENGLISH - SWEDISH

GENERIC = _words("""
    region regioner regionen regionerna regionens regionernas regionala regional regionalt län länen länet länets
    arbetar arbetat arbetade arbeta arbetas jobbar jobbat jobba jobbade insats insatser insatsen insatserna projekt
    projekten projektet satsar satsat satsa satsas satsade satsning satsningar satsningen åtgärd åtgärder åtgärden
    initiativ initiativet aktivitet aktiviteter exempel liknande jämförbart jämförbara erfarenhet erfarenheter driver
    drivs drivit bedriver bedrivs pågår gjorts gjort göra gjorde händer hänt berättar redovisar redovisas redovisat
    rapporterar beskriver nämner nämns finnas frågan frågor fråga tema område området sverige landet sveriges rapport
    rapporter rapporten rapporterna dokument dokumenten planerar tänker försöker vill project projects initiative
    initiatives regions county counties work working works sweden done doing
""")
# After "hur": what is asked for, not what it is about.
MEASURES = _words("stor stort stora lång långt långa länge hög högt höga ofta gammal gammalt gamla långsamt snabbt")

PLAIN = SWEDISH | ENGLISH | GENERIC
