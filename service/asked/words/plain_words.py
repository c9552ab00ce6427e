"""Words of a question that carry no topic: function words, and those that stand in almost any question put here."""

from service.asked.understood import Kind


def plain_words(text: str) -> frozenset[str]:
    """Give the words of a list set with blanks."""
    return frozenset(text.split())


SWEDISH = plain_words("""
    och o att det som en ett av på är den de till med för vilka vilken vilket vilkas hur när var vem vems vad om i inom
    hos har hade ha något någon några nåt nån eller inte samt vid kring gällande angående från mellan under över mot
    genom sin sitt sina sig dess deras man vi ni jag du han hon ska skulle kan kunde blir blev bli varit vara så också
    även men än då där här dem denna detta dessa andra annan annat alla allt varje enligt utan efter innan före åt ut
    upp ned ner in bland just bara mer mest många mycket olika egna egen eget både ju väl nog redan nu fick får få fått
    mej dej sej nånting liksom sådan sådant sådana
    finns fanns funnits gör görs ens sedan sen gick gått per via endast enbart samma varför antingen hela vet
""")
ENGLISH = plain_words("""
    the of and which what who when where how many much with for about any is are was were do does did has have had
    been being on to from by an as at it its their there that this these those into or not be a in s through between
    among during within until after before per than then them they he she we you our your his her us i me my can could
    would should will may might must own so such if but because while over under up down out off both each all other
    another same why some more most few several also only very just
""")
# Words of both languages say nothing about which one a question is in.
SWEDISH_ONLY = SWEDISH - ENGLISH - plain_words("in men under per via")
ENGLISH_ONLY = ENGLISH - SWEDISH

GENERIC = plain_words("""
    region regioner regionen regionerna regionens regionernas regionala regional regionalt län länen länet länets
    arbetar arbetat arbetade arbeta arbetas jobbar jobbat jobba jobbade insats insatser insatsen insatserna projekt
    projekten projektet satsar satsat satsa satsas satsade satsning satsningar satsningen åtgärd åtgärder åtgärden
    initiativ initiativet aktivitet aktiviteter exempel liknande jämförbart jämförbara erfarenhet erfarenheter driver
    drivs drivit bedriver bedrivs pågår gjorts gjort göra gjorde händer hänt berättar redovisar redovisas redovisat
    rapporterar skriver skrivit skrev skrivet beskriver nämner nämns säger sägs tycker anser
    finnas frågan frågor fråga tema område området sverige landet sveriges rapport
    rapporter rapporten rapporterna dokument dokumentet dokumenten villkorsrapport villkorsrapporten villkorsrapporter
    villkorsrapporterna återrapportering återrapporteringen återrapporteringar återrapporteringarna
    planerar planeras tänker försöker vill innehåller står haft lyckats provat prövat testat fungerat project projects
    åstadkommit åstadkom uträttat uträttats presterat hunnit genomfört genomförts satsningarna åtgärderna initiativen
    initiative initiatives regions county counties work working works sweden done doing report reports reported
    härnäst framöver say says said mention mentions mentioned anything something
    bra goda sysslar sysslat syssla ägnar ägnat deal deals dealing dealt worked tried
""")
# After "hur": what is asked for, not what it is about.
MEASURES = plain_words(
    "stor stort stora lång långt långa länge hög högt höga ofta gammal gammalt gamla långsamt snabbt"
)

# What may come before a question that goes on from another: `ok, och i Småland?`.
INTERJECTIONS = plain_words("ok okej okay jaha jaså aha mm tack nå nåväl thanks")

PLAIN = SWEDISH | ENGLISH | GENERIC | INTERJECTIONS

# What tells who asks, and why: of themselves, of their work, and of what they mean to do.
OF_ONESELF = plain_words("""
    oss vår vårt våra min mitt mina mig själv själva hej chef chefen politiker politikern politikerna kollega kollegor
    nämnd nämnden styrelsen ledningen kommun kommunen kommuner förvaltning förvaltningen tjänsteperson handläggare
    utvecklare strateg arbetsgrupp arbetsgruppen styrgrupp uppdrag uppdraget jobb jobbet sitter ny nya nytt börja
    börjar börjat planera fundera tänka hålla föredrag skriva pm tjänsteskrivelse underlag ansökan söka pengar hört
    hörde läst läste sett hör läser förstår veta undra undrar frågar behöver ganska riktigt ordna hitta sätt försöka
    komma kommit ta fram tre två fyra fem par länge tid veckan dag regiondirektören kommundirektören cheferna uppstart
    start igång boss colleague municipality wonder wondering thinking
""")

# What tells those who do not.
DENIALS = plain_words("""
    inte ej icke aldrig varken ingenting inget ingen inga saknar saknas utan not no nothing neither never lacks lack
    lacking without don't doesn't haven't hasn't isn't aren't alls don doesn haven hasn isn aren didn weren wasn t
""")

# Words that a kind of question is put with and that say nothing of its topic.
ASKING = {
    Kind.PASSAGES: plain_words("visa lista show list"),
    Kind.REGIONS: plain_words("andel andelen del procent share percentage percent proportion"),
    Kind.COUNT: plain_words("""
        visa lista show list antal antalet totalt räkna flest fler färre färst minst handlar rör gäller berör fewest
        number total count ihop sammanlagt sammanställ lagt redovisningen st listade ingår listed least högst tre fem
        hittar jämfört föreslagit föreslagits föreslagna föreslår föreslås proposed ant antalt totala tillsammans
        sammantaget snitt genomsnitt näst topp toppar fördelar fördelade fördelat redovisad redovisade rapporterat
        rapporterade rapporterats inrapporterat inrapporterade slutrapporterats lämnat sammanställning
        sammanställningen underlag underlaget samlingen tabellen rad rader teman temat inne entries collection hold
        give tell broken numbers andel andelen procent del avser hör ligger faller kommer share percentage percent
        lägst lägsta högsta störst största tredje fjärde femte nästflest plats platsen second third fourth fifth place
    """),
    Kind.OVERVIEW: plain_words("""
        sammandrag sammandraget skriv sammanfatta sammanfattning sammanfattningen sammanfattande överblick överblicken
        översikt översikten berätta ge kort kortfattat korta drag dragen viktigaste viktigast summera summering
        summarise summarize summary overview briefly brief beskriv övergripande huvuddragen läget mig redovisning
        redovisningen arbete arbetet helhet helheten bild stora överlag sammanställ sammanställning please give tell
        snabb snabbt enkel punkter key points main allmänt generellt kunna beskrivning ser lyfts fram handlar grova
        korthet går lista visa list show
    """),
    Kind.COMPARE: plain_words("""
        jämför jämföra jämförelse jämförelsen jämfört jmf skillnad skillnaden skillnader skillnaderna skiljer kontra
        vs versus arbete arbetet jobb sätt compare compared comparison difference differences differ ställ ställa bäst
        längst gäller flest färst minst kommit likheter likheten gentemot sida upplägg lika emot resp respektive
        better fler flera färre mera mindre fewer less ser ligger varandra annorlunda lägg lägga bredvid jämte intill
        gemensamt visa show beside alongside common
    """),
    Kind.SIMILAR: plain_words("""
        planera tänkt fundersam funderar starta stil typ typen påminner påminna motsvarighet motsvarigheter
        motsvarande grej grejer sånt håll annanstans along lines ungefär planning någonstans
    """),
}
