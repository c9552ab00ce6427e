"""The 21 regions, what people call them, and the named groups they form; `names` finds them in what is written."""

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.errors import UnknownRegionError, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """One region.

    Attributes:
        code: SCB's county code (länskod), two digits as text.
        name: The short name, as the compilation's first column writes it.
        aliases: Other names in use, genitives and abbreviations included.
    """

    code: str
    name: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A named group of regions that speaks with one voice, or a part of the country."""

    id: str
    name: str
    aliases: tuple[str, ...]
    members: tuple[str, ...]


def _region(code: str, name: str, *aliases: str) -> Region:
    genitive = name if name.endswith("s") else f"{name}s"
    usual = (
        f"Region {name}",
        f"{name} län",
        f"{genitive} län",
        f"Region {genitive} län",
        f"Region {name} län",
    )
    return Region(code=code, name=name, aliases=tuple(dict.fromkeys((*usual, *aliases))))


REGIONS = (
    _region("01", "Stockholm", "Stockholmsregionen"),
    _region("03", "Uppsala", "Region Upsala", "Upsala", "Uppland"),
    _region("04", "Sörmland", "Södermanland", "Region Södermanland", "Södermanlands län"),
    _region("05", "Östergötland", "Region Östergötlands län"),
    _region("06", "Jönköping", "Region Jönköpings län", "Jönköpings län"),
    _region("07", "Kronoberg"),
    _region("08", "Kalmar", "Region Kalmar län"),
    _region("09", "Gotland", "Gotlands kommun"),
    _region("10", "Blekinge", "Blekingeregionen"),
    _region("12", "Skåne", "Skåneregionen"),
    _region("13", "Halland"),
    _region(
        "14",
        "Västra Götaland",
        "Västra Götalandsregionen",
        "Västragötaland",
        "Västragötalandsregionen",
        "V:a Götaland",
        "V. Götaland",
        "VGR",
        "VG-regionen",
    ),
    _region("17", "Värmland"),
    _region("18", "Örebro", "Region Örebro län", "Örebroregionen"),
    _region("19", "Västmanland"),
    _region("20", "Dalarna", "Dalarnas län"),
    _region("21", "Gävleborg"),
    _region("22", "Västernorrland"),
    _region(
        "23",
        "Jämtland Härjedalen",
        "Jämtland",
        "Jämtlands län",
        "Jämtland/Härjedalen",
        "Jämtland-Härjedalen",
        "Region Jämtland",
        "Härjedalen",
        "RJH",
    ),
    _region("24", "Västerbotten"),
    _region("25", "Norrbotten"),
)

GROUPS = (
    Group(
        id="ostra-mellansverige",
        name="Östra Mellansverige",
        aliases=(
            "ÖMS",
            "Östra Mellansveriges",
            "East Middle Sweden",
            "East Central Sweden",
            "East-Central Sweden",
        ),
        members=("03", "04", "05", "18", "19"),
    ),
    Group(
        id="norra-mellansverige",
        name="Norra Mellansverige",
        aliases=("NMS", "Norra Mellansveriges", "North Middle Sweden", "North Central Sweden"),
        members=("17", "20", "21"),
    ),
    Group(
        id="mellersta-norrland",
        name="Mellersta Norrland",
        aliases=("Mellersta Norrlands", "Mittnorrland", "Middle Norrland"),
        members=("22", "23"),
    ),
    Group(
        id="ovre-norrland",
        name="Övre Norrland",
        aliases=("Övre Norrlands", "Upper Norrland"),
        members=("24", "25"),
    ),
    Group(
        id="norrland",
        name="Norrland",
        aliases=("Norrlands", "skogslänen i norr"),
        members=("21", "22", "23", "24", "25"),
    ),
    Group(
        id="norra-sverige",
        name="Norra Sverige",
        aliases=("Norra Sveriges", "de fyra nordligaste länen", "de fyra nordligaste regionerna"),
        members=("22", "23", "24", "25"),
    ),
    Group(
        id="smaland",
        name="Småland",
        aliases=("Smålands",),
        members=("06", "07", "08"),
    ),
    Group(
        id="smaland-oarna",
        name="Småland och öarna",
        aliases=("Småland och Öarna", "Småland med öarna", "Småland and the islands"),
        members=("06", "07", "08", "09"),
    ),
    Group(
        id="sydsverige",
        name="Sydsverige",
        aliases=("Sydsveriges", "Södra Sverige"),
        members=("06", "07", "08", "10", "12", "13"),
    ),
    Group(
        id="skane-blekinge",
        name="Skåne-Blekinge",
        aliases=("Skåne–Blekinge", "Skåne/Blekinge"),
        members=("10", "12"),
    ),
    Group(id="vastsverige", name="Västsverige", aliases=("Västsveriges",), members=("13", "14")),
    Group(
        id="malardalen",
        name="Mälardalen",
        aliases=("Mälardalens", "Mälardalsregionen", "Stockholm-Mälarregionen"),
        members=("01", "03", "04", "18", "19"),
    ),
    Group(
        id="svealand",
        name="Svealand",
        aliases=("Svealands",),
        members=("01", "03", "04", "17", "18", "19", "20"),
    ),
    Group(
        id="gotaland",
        name="Götaland",
        aliases=("Götalands",),
        members=("05", "06", "07", "08", "09", "10", "12", "13", "14"),
    ),
)

_BY_CODE = {region.code: region for region in REGIONS}
_GROUPS_BY_ID = {group.id: group for group in GROUPS}


def region_by_code(code: str) -> Region:
    """Give the region with this county code.

    Raises:
        UnknownRegionError: No region has it.
    """
    if code not in _BY_CODE:
        raise UnknownRegionError(f"okänd länskod {shown(code)}; väntade en av: {', '.join(sorted(_BY_CODE))}")
    return _BY_CODE[code]


def group_by_id(group: str) -> Group:
    """Give the group with this id.

    Raises:
        UnknownRegionError: No group has it.
    """
    if group not in _GROUPS_BY_ID:
        raise UnknownRegionError(f"okänd grupp {shown(group)}; väntade en av: {', '.join(sorted(_GROUPS_BY_ID))}")
    return _GROUPS_BY_ID[group]


def members(place: Region | Group) -> tuple[str, ...]:
    """Give the county codes a place stands for: its own, or its members'."""
    return (place.code,) if isinstance(place, Region) else place.members


def order_codes(codes: Iterable[str]) -> list[str]:
    """Sort county codes by the region's Swedish name, as officers list them."""
    alphabet = {letter: rank for rank, letter in enumerate("abcdefghijklmnopqrstuvwxyzåäö")}
    return sorted(codes, key=lambda code: [alphabet.get(c, -1) for c in _BY_CODE[code].name.lower()])
