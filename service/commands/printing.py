"""Answers and hits as an officer reads them in a terminal."""

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from service.answer import wording
from service.answer.answer import Answer, Citation, Count, RegionAnswer, Side
from service.asked.telling import chips
from service.search.hits import Hit, SearchResult
from service.search.searcher import Searcher


def print_answer(answer: Answer, searcher: Searcher) -> None:
    """Print an answer: its text, the regions as a table, or the quotes with their places."""
    console = Console()
    console.print(f"Uppfattat: {escape(' · '.join(chips(answer.understood)))}", style="dim", highlight=False)
    if answer.answer is not None:
        console.print(escape(answer.answer.text), style="bold", highlight=False)
    console.print(escape(answer.text), highlight=False)
    if answer.count is not None:
        console.print(_count(answer.count), highlight=False)
    if answer.sides:
        for side in answer.sides:
            console.print(_side(side, answer, searcher))
    elif answer.regions:
        console.print(_regions_table(answer))
    else:
        for citation in answer.citations[1:]:  # the text quotes the first
            console.print(_citation(citation, searcher))
    if answer.nearest:
        console.print("\nNärmast:", highlight=False)
        for hit, missing in zip(answer.nearest, answer.nearest_missing, strict=True):
            console.print(_hit(hit))
            if missing:
                console.print(f"   ({escape(missing)})", style="dim", highlight=False)
    console.print(_coverage(answer), style="dim", highlight=False)


def print_search(result: SearchResult) -> None:
    """Print a page of hits."""
    console = Console()
    if result.query.suggestion is not None:
        console.print(f"Menade du: {escape(result.query.suggestion)}", highlight=False)
    for hit in result.hits:
        console.print(_hit(hit))
    console.print(f"{result.total} träffar på {result.took_ms:.0f} ms", style="dim", highlight=False)


def _count(count: Count) -> str:
    listed = f" – listan: {escape(count.list)}" if count.list else ""
    return f"[bold]{count.value}[/bold] {escape(count.of)}{listed}"


def _side(side: Side, answer: Answer, searcher: Searcher) -> Text:
    """Give one side of a comparison: its name, and each of its quotes on a line of its own."""
    quotes = [citation for citation in answer.citations if citation.number in side.citations]
    lines = [_citation(citation, searcher) for citation in quotes] or [Text("inget funnet")]
    return Text("\n").join([Text(f"\n{side.label}", style="bold"), *lines])


def _regions_table(answer: Answer) -> Table:
    table = Table(show_lines=False, expand=True)
    table.add_column("Region", no_wrap=True)
    table.add_column("Status", no_wrap=True)
    table.add_column("Belägg", ratio=1)
    for region in answer.regions:
        table.add_row(region.region.name, wording.STATUS_LABELS[region.status], _evidence(region))
    return table


def _evidence(answer: RegionAnswer) -> Text:
    if not answer.evidence:
        return Text("–")
    best = answer.evidence[0]
    name = f"{best.initiative.name}: " if best.initiative is not None else ""
    place = f" ({best.passage.document}, {wording.page(best.passage)})"
    return Text.assemble((name, "bold"), wording.quotation(best.quote), (place, "dim"))


def _citation(citation: Citation, searcher: Searcher) -> Text:
    source = wording.source(citation.passage, searcher.document(citation.passage.document))
    return Text.assemble(
        (f"[{citation.number}] ", "bold"), f"{wording.quotation(citation.quote)} ", (f"({source})", "dim")
    )


def _hit(hit: Hit) -> Text:
    title = hit.passage.name or hit.passage.heading
    source = wording.source(hit.passage, hit.document)
    return Text.assemble((f"{hit.rank}. {title}", "bold"), (f"  {source}\n", "dim"), f"   {hit.passage.text}")


def _coverage(answer: Answer) -> str:
    covered = answer.coverage
    years = wording.years(covered.years)
    return f"Sökt i {covered.documents} dokument, {covered.pages} sidor, som gäller {years}."
