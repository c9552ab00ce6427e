"""Lists as JSON: initiatives, documents and their pages, regions and themes."""

from collections.abc import Callable, Sequence
from typing import Self, TypeVar

from pydantic import Field

from corpus.document import Document
from corpus.health.record import ReadingHealth
from corpus.pages import Page
from corpus.regions import Region, region_by_code
from corpus.themes import Theme
from service.api.schemas.base import Schema, group_name
from service.api.schemas.hits import DocumentBrief
from service.api.schemas.initiatives import InitiativeOut

Item = TypeVar("Item")
Source = TypeVar("Source")


class RepairOut(Schema):
    """What was repaired on a document's pages, and how often."""

    repair: str = Field(description="Lagningens namn")
    count: int = Field(description="Antal gånger")


class ReadingOut(Schema):
    """How the reading of a document went: what was found beside what was expected."""

    printed_pages: int = Field(description="Sidor med tryckt sidnummer")
    empty_pages: int = Field(description="Sidor utan text")
    words: int = Field(description="Ord på sidorna")
    words_read: int = Field(description="Ord som hör till en insats, ett avsnitt eller mallen; lika många som `words`")
    template_words: int = Field(description="Ord i mallens frågor, tabellhuvuden och sidnummer; aldrig belägg")
    rows: int = Field(description="Rader i tabellerna efter tema")
    filled: int = Field(description="Par av region och tema som har en rad")
    expected: int = Field(description="Par av region och tema som ska ha en rad; 0 där formen inte väntar några")
    repairs: list[RepairOut] = Field(description="Vad som lagats i texten")
    faults: list[str] = Field(description="Det som inte går ihop, med sidan")
    remarks: list[str] = Field(description="Det som en människa bör titta på, fast inget saknas")

    @classmethod
    def of(cls, health: ReadingHealth) -> Self:
        account = health.account
        return cls(
            printed_pages=health.printed_pages,
            empty_pages=health.empty_pages,
            words=account.words_on_pages,
            words_read=account.words_told,
            template_words=health.template_words,
            rows=account.rows,
            filled=account.filled,
            expected=account.expected,
            repairs=[RepairOut(repair=repair, count=count) for repair, count in health.repairs],
            faults=list(account.faults),
            remarks=list(health.remarks),
        )


class DocumentOut(Schema):
    """A document, as the catalogue describes it, and how its reading went."""

    id: str = Field(description="Dokumentets id")
    title: str = Field(description="Titeln")
    issuer: str = Field(description="Utgivaren")
    year: int = Field(description="Redovisningsåret; för flera år det första")
    years: list[int] = Field(description="Alla år som dokumentet gäller")
    kind: str = Field(description="Slags dokument")
    language: str = Field(description="Språket, ISO 639-1")
    regions: list[str] = Field(description="Regionerna som det talar för")
    group: str | None = Field(description="Gruppens namn, när en grupp av regioner står bakom; annars null")
    file: str = Field(description="Filens namn")
    sha256: str = Field(description="Filens kontrollsumma")
    pages: int = Field(description="Antal sidor i filen")
    reading: ReadingOut = Field(description="Hur läsningen av dokumentet gick")

    @classmethod
    def of(cls, document: Document, health: ReadingHealth) -> Self:
        return cls(
            **DocumentBrief.of(document).model_dump(),
            kind=document.kind,
            language=document.language,
            regions=[region_by_code(code).name for code in document.regions],
            group=group_name(document.group),
            file=document.file,
            sha256=document.sha256,
            pages=health.pages,
            reading=ReadingOut.of(health),
        )


class PageOut(Schema):
    """One page: repaired text, what was repaired, and the pages beside it."""

    document: str = Field(description="Dokumentets id")
    page: int = Field(description="Sidans nummer i filen, räknat från 1")
    printed_page: int | None = Field(description="Sidnumret som är tryckt på sidan, när det är säkert")
    text: str = Field(description="Sidans text i läsordning, lagad; citat står ordagrant i den")
    received: str = Field(description="Sidan som den togs emot")
    repairs: list[str] = Field(description="Vad som lagats på sidan")
    previous: int | None = Field(description="Sidan före; null på den första")
    next: int | None = Field(description="Sidan efter; null på den sista")

    @classmethod
    def of(cls, page: Page, n_pages: int) -> Self:
        return cls(
            document=page.document,
            page=page.page,
            printed_page=page.printed_page,
            text=page.text,
            received=page.received,
            repairs=list(page.repairs),
            previous=page.page - 1 if page.page > 1 else None,
            next=page.page + 1 if page.page < n_pages else None,
        )


class RegionOut(Schema):
    """A region, and the documents that speak for it or for a group it belongs to."""

    county_code: str = Field(description="Länskod (SCB), två siffror som text")
    name: str = Field(description="Namnet, som filtret region tar det")
    aliases: list[str] = Field(description="Andra namn som filtret tar")
    groups: list[str] = Field(description="Grupper som regionen hör till")
    documents: list[str] = Field(description="Id för dokument som talar för den, ensam eller i en grupp")
    initiatives: int = Field(
        description="Antal insatser som den själv redovisar; en som berättas två gånger räknas två"
    )

    @classmethod
    def of(cls, region: Region, groups: Sequence[str], documents: Sequence[str], initiatives: int) -> Self:
        return cls(
            county_code=region.code,
            name=region.name,
            aliases=list(region.aliases),
            groups=list(groups),
            documents=list(documents),
            initiatives=initiatives,
        )


class ThemeOut(Schema):
    """A theme of the national follow-up."""

    id: str = Field(description="Temats id, som filtret theme tar det")
    label: str = Field(description="Temats namn")
    initiatives: int = Field(description="Antal insatser inom temat; en som berättas två gånger räknas två")

    @classmethod
    def of(cls, theme: Theme, initiatives: int) -> Self:
        return cls(id=theme.id, label=theme.label, initiatives=initiatives)


class _List(Schema):
    total: int = Field(description="Antal i hela listan, oavsett limit och offset")
    limit: int = Field(description="Som det begärdes")
    offset: int = Field(description="Som det begärdes")


class InitiativeList(_List):
    """Initiatives, in the documents' order, or best first when searched."""

    items: list[InitiativeOut] = Field(description="Insatserna från offset")


class DocumentList(_List):
    """Documents, in the catalogue's order."""

    items: list[DocumentOut] = Field(description="Dokumenten från offset")


class RegionList(_List):
    """The 21 regions, in the alphabet's order."""

    items: list[RegionOut] = Field(description="Regionerna från offset")


class ThemeList(_List):
    """The seven themes, in the compilation's order."""

    items: list[ThemeOut] = Field(description="Temana från offset")


def page_of(items: Sequence[Source], limit: int, offset: int, make: Callable[[Source], Item]) -> list[Item]:
    """Give the items from offset, at most limit of them, as replies."""
    return [make(item) for item in items[offset : offset + limit]]
