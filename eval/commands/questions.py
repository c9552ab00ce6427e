"""Commands for the judged questions themselves: checked, and written for other programs."""

from pathlib import Path
from typing import Annotated

import typer

from eval.commands.options import (
    USAGE_ERROR,
    HalfUnrecorded,
    Questions,
    Root,
    all_systems,
    console,
    open_index,
    progress,
)
from eval.truth.judged import DEFAULT_FOLDER, QuestionKind, Split, load_half, load_questions


def check(questions: Questions = DEFAULT_FOLDER, index: Root = None) -> None:
    """Check the judged questions of both halves: format, quotes, balance, and words shared with their evidence."""
    from eval.truth.checking import balance_table, check_questions
    from eval.truth.ground import ground_truth

    asked, opened = load_questions(questions), open_index(index)
    truth = ground_truth(opened, asked)
    sound = check_questions(opened, truth)
    console.print(balance_table(asked))
    n_found = sound.n_quotes - len(sound.not_on_page)
    console.print(f"{n_found} of {sound.n_quotes} quotes stand on a page of their document")
    console.print(f"{sound.n_quotes - len(sound.not_in_passage)} of {sound.n_quotes} quotes stand in one passage")
    console.print(f"{sound.unshared_evidence} of {sound.n_evidence} quotes share no content word with their question")
    console.print(f"{len(sound.unshared)} of {sound.with_evidence} questions share none with any of their quotes")
    held_back = {question.id for question in asked if question.split is Split.TEST}
    for problem, lost in (("on no page", sound.not_on_page), ("in no passage", sound.not_in_passage)):
        for id_, quote in lost:
            shown = "(test)" if id_ in held_back else quote.quote
            console.print(f"{id_} {problem}: {quote.document}: {shown}", markup=False, soft_wrap=True)
    if sound.not_on_page:
        raise typer.Exit(USAGE_ERROR)


def export(
    folder: Annotated[Path, typer.Argument(help="Where to write topics, qrels and runs.")],
    split: HalfUnrecorded = Split.TUNE,
    questions: Questions = DEFAULT_FOLDER,
    index: Root = None,
) -> None:
    """Write topics, qrels and our runs as TREC files, for trec_eval, ir-measures or ranx.

    An initiative that is reported in several places counts once: `tellings.tsv` gives the id that the qrels and our
    runs use for it. In a run from POST /v1/runs, replace ids accordingly and keep the first of those that coincide.
    """
    from eval.measure.evaluation import RANKED_KINDS, evaluate
    from eval.systems.run import write_run
    from eval.truth.ground import ground_truth
    from eval.truth.qrels import write_qrels, write_tellings, write_topics

    asked, opened = load_half(split, questions), open_index(index)
    truth = ground_truth(opened, asked)
    folder.mkdir(parents=True, exist_ok=True)
    systems = all_systems(opened, truth)
    for kind in RANKED_KINDS:
        write_topics(truth.topics(kind), folder / f"{kind}.topics")
        write_qrels(truth.qrels(kind, systems[-1].stretches), folder / f"{kind}.qrels")
    write_tellings(truth.same, truth.stretches, folder / "tellings.tsv")
    write_qrels(truth.qrels(QuestionKind.FACT, systems[0].stretches), folder / f"{systems[0].name}-fact.qrels")
    for system in systems:
        for kind, run in evaluate(system, truth, progress).runs.items():
            write_run(run, folder / f"{system.name}-{kind}.run")
    console.print(f"TREC files: {folder}", soft_wrap=True)


def feedback(
    file: Annotated[Path, typer.Argument(help="The SQLite file that INSATSKARTAN_FEEDBACK names.")],
    folder: Annotated[Path, typer.Argument(help="Where to write topics, qrels and what is called wrong.")],
) -> None:
    """Write readers' feedback on hits and quotes as TREC topics and qrels, by passage."""
    from eval.truth.feedback import sort_out, write_judgements
    from service.feedback import FeedbackStore

    judgements = sort_out(FeedbackStore(file).read())
    write_judgements(judgements, folder)
    n_judged = sum(map(len, judgements.qrels.values()))
    console.print(
        f"{n_judged} passages of {len(judgements.topics)} questions judged, "
        f"{len(judgements.wrong)} quotes called wrong: {folder}",
        soft_wrap=True,
    )
