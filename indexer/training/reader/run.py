"""From a training folder to the reader's weights: `python -m indexer train reader DATA`."""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from tokenizers import Tokenizer

from indexer.training.export import WEIGHTS_FILE, Head, save_weights, write_graph
from indexer.training.reader.evaluation import measure
from indexer.training.reader.examples import (
    Example,
    drawn,
    halves,
    read_families,
    read_public,
    read_written,
    source_of,
    stray_examples,
)
from indexer.training.reader.model import ReaderModel, encode
from indexer.training.reader.trainer import Recipe, StageTrainer
from indexer.vectors.embedder import Embedder

WRITTEN = Path(__file__).parents[1] / "written"
"""The project's own passages and questions, with the brief their writers had."""
FAMILIES = WRITTEN / "families"
"""Passages near one another with what is asked of all of them, by other writers."""
DOSSIERS = WRITTEN / "dossiers"
"""The same of the cells of one initiative and of its neighbours in the region, by others again."""

# Files of public data with how many examples of each are drawn: human questions first; what is machine-translated or
# has automatic negatives only teaches what a span is.
PUBLIC = {"swequad_train_chunks": 1927, "squad2_sv_train_half": 2500, "squad2_en_train_half": 500}
# Whole writers are set aside, of the given files and of our own.
SET_ASIDE = ("written_10", "written_11", "h", "p", "w")
# What of the written data is learned first: our own questions all, since they also tell what a passage stands under, of
# the given ones and of the graded topics these shares; the stage after it takes the rest.
GIVEN, TOPICS = 0.55, 0.35
# One answered question in this many is also asked of a passage that does not answer it.
STRAY_EVERY = 4
# Most of what a search gives to read is near and does not answer: so many topics and questions that stray, beside so
# many that do not.
TOPICS_STAYING, TOPICS_STRAYING, QUESTIONS_STRAYING = 1500, 1200, 1200
# Of what no passage of a family answers this share, and so many answered questions again, lest spans be forgotten.
FAMILY_SILENT, ANSWERED_AGAIN = 0.4, 800
# Of what no passage of a dossier answers this share, so much of the families and so many graded topics again, and all
# that is asked of single passages: what was read once is not yet learned.
DOSSIER_SILENT, FAMILIES_AGAIN, TOPICS_AGAIN = 0.5, 3000, 1500
GIVEN_FILES = "written_"
# Examples of a file set aside that are measured: some minutes in all.
MEASURED = 500
# Of which stages' weights the mean is kept: together they judge facts better than either alone.
AVERAGED = ("families", "dossiers")
STAGES = ("public", "written", "strays", "families", "dossiers")
# What transformers calls the parts of such a model.
KEPT_NAMES = {"encoder": "bert", "span": "qa_outputs", "judge": "judge"}
HEADS = (
    Head(name="span", weight="qa_outputs.weight", bias="qa_outputs.bias", first_only=False),
    Head(name="judge", weight="judge.weight", bias="judge.bias", first_only=True),
)
RECIPES = {
    "public": Recipe(rate=1.5e-4, head_rate=1e-3),
    "written": Recipe(rate=1.2e-4, head_rate=4e-4),
    "strays": Recipe(rate=9e-5, head_rate=2e-4, frozen=4),
    "families": Recipe(rate=9e-5, head_rate=2e-4, frozen=4),
    "dossiers": Recipe(rate=1e-4, head_rate=2e-4),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """The examples of each stage, and those set aside by the file they are from."""

    stages: dict[str, list[Example]]
    aside: dict[str, list[Example]]


def train_reader(
    data: Path,
    base: Path,
    out: Path,
    *,
    embedder: Embedder,
    seed: int = 1,
    minutes: float | None = None,
    stages: Sequence[str] = STAGES,
    console: Console | None = None,
) -> bool:
    """Train the reader stage by stage and write its folder; what is learned is kept in `<out>.partial`.

    Args:
        data: A folder with `reader/` as it is given.
        base: What `train base` wrote.
        embedder: Finds the passages that a question is also asked of though they do not answer.
        minutes: Stop when this time has run out; None trains to the end.
        stages: Which stages are trained now; the same call with the others goes on.

    Returns:
        Whether all stages are finished and the model is written to `out`.

    Raises:
        TrainingDataError: A file is missing or malformed.
    """
    deadline = float("inf") if minutes is None else time.monotonic() + 60 * minutes
    console = console or Console(stderr=True)
    kept = out.with_name(out.name + ".partial")
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    model = ReaderModel.from_base(base)
    examples = read_data(data, embedder, seed, stages)
    for stage in stages:
        finished = kept / stage / "model"
        if finished.is_dir():
            model = ReaderModel.load(finished)
            continue
        if stage != STAGES[0]:
            model = ReaderModel.load(kept / STAGES[STAGES.index(stage) - 1] / "model")
        encoded = encode(examples.stages[stage], tokenizer)
        pad = tokenizer.token_to_id("<pad>") or 0
        training = StageTrainer(model, encoded, RECIPES[stage], pad=pad, seed=seed, kept=kept / stage / "state.pt")
        with _progress(console) as progress:
            task = progress.add_task(f"Training: {stage}", total=training.steps, completed=training.done)
            if not training.run(
                _log(progress, task, kept / stage / "losses.jsonl"), lambda: time.monotonic() < deadline
            ):
                return False
        model.cpu().save(finished)
    if stages[-1] != STAGES[-1]:
        return False
    model = mean_of([ReaderModel.load(kept / stage / "model") for stage in AVERAGED])
    figures = {source: measure(model, found, tokenizer) for source, found in examples.aside.items()}
    (kept / "figures.json").write_text(json.dumps(figures, indent=1), encoding="utf-8")
    console.print_json(json.dumps(figures))
    write_reader(model, tokenizer, out)
    return True


def mean_of(models: Sequence[ReaderModel]) -> ReaderModel:
    """Give the model whose weights are the mean of those of models of one training.

    Source:
        Model soups: Wortsman et al. (2022), arXiv:2203.05482.
    """
    states = [model.state_dict() for model in models]
    mean = models[-1]
    mean.load_state_dict(
        {
            name: torch.stack([state[name] for state in states]).mean(dim=0) if last.is_floating_point() else last
            for name, last in states[-1].items()
        }
    )
    return mean


def write_reader(model: ReaderModel, tokenizer: Tokenizer, out: Path) -> None:
    """Write a trained reader as it is kept, with the graph for onnxruntime.

    transformers loads `bert` and `qa_outputs` of it as BertForQuestionAnswering; `judge` is a head of our own, whose
    two outputs on the first token are the logits that the passage answers and that it is about the topic.
    """
    out.mkdir(parents=True, exist_ok=True)
    config = {**model.encoder.config.to_dict(), "architectures": ["BertForQuestionAnswering"]}
    (out / "config.json").write_text(json.dumps(config, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    state = {_kept_name(name): value for name, value in model.state_dict().items()}
    save_weights(state, out / WEIGHTS_FILE)
    write_graph(out, config, state, prefix="bert.", heads=HEADS)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(out / "tokenizer.json"))


def _kept_name(name: str) -> str:
    part, _, rest = name.partition(".")
    return f"{KEPT_NAMES[part]}.{rest}"


def read_data(data: Path, embedder: Embedder, seed: int, stages: Sequence[str] = STAGES) -> Data:
    """Read what is trained on and what is set aside."""
    folder = data / "reader"
    found: dict[str, list[Example]] = {}
    if "public" in stages:
        found["public"] = [
            example
            for name, most in PUBLIC.items()
            for example in drawn(read_public(folder / f"{name}.jsonl.gz"), most, seed)
        ]
    files = [*sorted(folder.glob(f"{GIVEN_FILES}*.jsonl.gz")), *sorted(WRITTEN.glob("*.jsonl"))]
    written = {source_of(path): list(read_written(path)) for path in files}
    families = {source_of(path): list(read_families(path)) for path in sorted(FAMILIES.glob("*.jsonl"))}
    dossiers = {source_of(path): list(read_families(path)) for path in sorted(DOSSIERS.glob("*.jsonl"))}
    learned = _learned(written)
    questions = [example for example in learned if not example.is_topic]
    own = [example for example in questions if not example.source.startswith(GIVEN_FILES)]
    given = [example for example in questions if example.source.startswith(GIVEN_FILES)]
    first, rest = halves(given, GIVEN, seed)
    topics, more_topics = halves([example for example in learned if example.is_topic], TOPICS, seed)
    if "written" in stages:
        asked = [*own, *first]
        answered = [example for example in asked if example.answers][::STRAY_EVERY]
        found["written"] = [*asked, *topics, *stray_examples(answered, learned, embedder, seed)]
    if "strays" in stages:
        about = [example for example in learned if example.about == 1]
        straying = [
            *drawn([example for example in questions if example.answers], QUESTIONS_STRAYING, seed + 1),
            *drawn(about, TOPICS_STRAYING, seed + 1),
        ]
        found["strays"] = [
            *rest,
            *drawn(more_topics, TOPICS_STAYING, seed),
            *stray_examples(straying, learned, embedder, seed),
        ]
    if "families" in stages:
        asked, silent = _told(_learned(families))
        again = drawn([example for example in questions if example.answers], ANSWERED_AGAIN, seed + 2)
        found["families"] = [*asked, *drawn(silent, round(FAMILY_SILENT * len(silent)), seed), *again]
    if "dossiers" in stages:
        asked, silent = _told(_learned(dossiers))
        kin = _learned(families)
        found["dossiers"] = [
            *(example for example in asked if not example.is_topic),
            *drawn(silent, round(DOSSIER_SILENT * len(silent)), seed),
            *drawn([example for example in kin if not example.is_topic], FAMILIES_AGAIN, seed + 3),
            *drawn([example for example in [*asked, *kin] if example.is_topic], TOPICS_AGAIN, seed + 3),
            *questions,
        ]
    aside = {name: examples for name, examples in (written | families | dossiers).items() if name in SET_ASIDE}
    for name in ("swequad_test_chunks", "squad2_sv_test_half"):
        aside[name] = list(read_public(folder / f"{name}.jsonl.gz"))
    return Data(stages=found, aside={name: drawn(examples, MEASURED, seed) for name, examples in aside.items()})


def _learned(files: Mapping[str, list[Example]]) -> list[Example]:
    return [example for name, examples in files.items() if name not in SET_ASIDE for example in examples]


def _told(examples: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    """Give topics and answered questions, and the questions that are not answered."""
    is_told = [example.is_topic or bool(example.answers) for example in examples]
    told = [example for example, told in zip(examples, is_told, strict=True) if told]
    return told, [example for example, told in zip(examples, is_told, strict=True) if not told]


def _log(progress: Progress, task: object, path: Path) -> Callable[[int, float], None]:
    path.parent.mkdir(parents=True, exist_ok=True)

    def advance(done: int, loss: float) -> None:
        progress.update(task, completed=done)  # type: ignore[arg-type]
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"step": done, "loss": round(loss, 4)}) + "\n")

    return advance


def _progress(console: Console) -> Progress:
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    return Progress(*columns, console=console)
