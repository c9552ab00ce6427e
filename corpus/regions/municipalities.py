"""Sweden's 290 municipalities and the county each lies in, and the older parts of counties that people still name.

By SCB's county codes (länskod). The division is that of 2007, when Heby came to Uppsala; no municipality has come, gone
or moved to another county since.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

_MUNICIPALITIES = {
    "01": "Botkyrka, Danderyd, Ekerö, Haninge, Huddinge, Järfälla, Lidingö, Nacka, Norrtälje, Nykvarn, Nynäshamn,"
    " Salem, Sigtuna, Sollentuna, Solna, Stockholm, Sundbyberg, Södertälje, Tyresö, Täby, Upplands Väsby,"
    " Upplands-Bro, Vallentuna, Vaxholm, Värmdö, Österåker",
    "03": "Enköping, Heby, Håbo, Knivsta, Tierp, Uppsala, Älvkarleby, Östhammar",
    "04": "Eskilstuna, Flen, Gnesta, Katrineholm, Nyköping, Oxelösund, Strängnäs, Trosa, Vingåker",
    "05": "Boxholm, Finspång, Kinda, Linköping, Mjölby, Motala, Norrköping, Söderköping, Vadstena, Valdemarsvik, Ydre,"
    " Åtvidaberg, Ödeshög",
    "06": "Aneby, Eksjö, Gislaved, Gnosjö, Habo, Jönköping, Mullsjö, Nässjö, Sävsjö, Tranås, Vaggeryd, Vetlanda,"
    " Värnamo",
    "07": "Alvesta, Lessebo, Ljungby, Markaryd, Tingsryd, Uppvidinge, Växjö, Älmhult",
    "08": "Borgholm, Emmaboda, Hultsfred, Högsby, Kalmar, Mönsterås, Mörbylånga, Nybro, Oskarshamn, Torsås, Vimmerby,"
    " Västervik",
    "09": "Gotland",
    "10": "Karlshamn, Karlskrona, Olofström, Ronneby, Sölvesborg",
    "12": "Bjuv, Bromölla, Burlöv, Båstad, Eslöv, Helsingborg, Hässleholm, Höganäs, Hörby, Höör, Klippan, Kristianstad,"
    " Kävlinge, Landskrona, Lomma, Lund, Malmö, Osby, Perstorp, Simrishamn, Sjöbo, Skurup, Staffanstorp, Svalöv,"
    " Svedala, Tomelilla, Trelleborg, Vellinge, Ystad, Åstorp, Ängelholm, Örkelljunga, Östra Göinge",
    "13": "Falkenberg, Halmstad, Hylte, Kungsbacka, Laholm, Varberg",
    "14": "Ale, Alingsås, Bengtsfors, Bollebygd, Borås, Dals-Ed, Essunga, Falköping, Färgelanda, Grästorp, Gullspång,"
    " Göteborg, Götene, Herrljunga, Hjo, Härryda, Karlsborg, Kungälv, Lerum, Lidköping, Lilla Edet, Lysekil, Mariestad,"
    " Mark, Mellerud, Munkedal, Mölndal, Orust, Partille, Skara, Skövde, Sotenäs, Stenungsund, Strömstad, Svenljunga,"
    " Tanum, Tibro, Tidaholm, Tjörn, Tranemo, Trollhättan, Töreboda, Uddevalla, Ulricehamn, Vara, Vårgårda, Vänersborg,"
    " Åmål, Öckerö",
    "17": "Arvika, Eda, Filipstad, Forshaga, Grums, Hagfors, Hammarö, Karlstad, Kil, Kristinehamn, Munkfors, Storfors,"
    " Sunne, Säffle, Torsby, Årjäng",
    "18": "Askersund, Degerfors, Hallsberg, Hällefors, Karlskoga, Kumla, Laxå, Lekeberg, Lindesberg, Ljusnarsberg,"
    " Nora, Örebro",
    "19": "Arboga, Fagersta, Hallstahammar, Kungsör, Köping, Norberg, Sala, Skinnskatteberg, Surahammar, Västerås",
    "20": "Avesta, Borlänge, Falun, Gagnef, Hedemora, Leksand, Ludvika, Malung-Sälen, Mora, Orsa, Rättvik,"
    " Smedjebacken, Säter, Vansbro, Älvdalen",
    "21": "Bollnäs, Gävle, Hofors, Hudiksvall, Ljusdal, Nordanstig, Ockelbo, Ovanåker, Sandviken, Söderhamn",
    "22": "Härnösand, Kramfors, Sollefteå, Sundsvall, Timrå, Ånge, Örnsköldsvik",
    "23": "Berg, Bräcke, Härjedalen, Krokom, Ragunda, Strömsund, Åre, Östersund",
    "24": "Bjurholm, Dorotea, Lycksele, Malå, Nordmaling, Norsjö, Robertsfors, Skellefteå, Sorsele, Storuman, Umeå,"
    " Vilhelmina, Vindeln, Vännäs, Åsele",
    "25": "Arjeplog, Arvidsjaur, Boden, Gällivare, Haparanda, Jokkmokk, Kalix, Kiruna, Luleå, Pajala, Piteå, Älvsbyn,"
    " Överkalix, Övertorneå",
}
# Each lies in one county, all or nearly all of it; those that several share (Bergslagen) are left out.
_PARTS = {
    "08": "Öland",
    "14": "Bohuslän, Dalsland, Fyrbodal, Sjuhärad, Skaraborg",
    "18": "Närke",
    "21": "Gästrikland, Hälsingland",
    "22": "Höga Kusten, Medelpad, Ångermanland",
}
# Words as well: places only where they are written as names.
_ALSO_WORDS = frozenset(
    {"Ale", "Berg", "Boden", "Eda", "Flen", "Kil", "Köping", "Lund", "Mark", "Mora", "Nora", "Sala", "Vara"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalPlace:
    """A municipality, or a part of a county.

    Attributes:
        region: Code of the county it lies in, two digits as text.
    """

    name: str
    region: str


def _places(table: Mapping[str, str]) -> tuple[LocalPlace, ...]:
    return tuple(LocalPlace(name=name, region=code) for code, names in table.items() for name in names.split(", "))


PARTS_OF_COUNTIES = _places(_PARTS)
LOCAL_PLACES = (*_places(_MUNICIPALITIES), *PARTS_OF_COUNTIES)


@lru_cache(maxsize=1)
def _by_name() -> dict[str, LocalPlace]:
    return {place.name.casefold(): place for place in LOCAL_PLACES}


@lru_cache(maxsize=1)
def local_names() -> str:
    """Give a pattern for what they are called, longest first; in small letters too what is no word of its own."""
    names = sorted((place.name for place in LOCAL_PLACES), key=len, reverse=True)
    return "|".join(f"(?-i:{name})" if name in _ALSO_WORDS else re.escape(name) for name in names)


def find_local_place(name: str) -> LocalPlace | None:
    """Give the municipality or part of a county called this, in any case; None where none is."""
    return _by_name().get(name.casefold())
