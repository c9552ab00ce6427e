"""The command line: answers to read, the API's reply with --json, one line and exit code 2 for what can be mended."""

import errno
import json
import logging
import re
import sys
from functools import partial
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from indexer.index import Filters
from service import __main__ as command
from service.answering import Answerer
from service.api.schemas.answers import AnswerReply
from service.api.schemas.hits import SearchReply
from service.commands import asking, serving
from service.search.query import SearchRequest
from service.search.searcher import Searcher
from tests import command_line
from tests.service.held_work import PanicException
from tests.service.memory_index import BUCKET_RANKING, MemoryIndex
from tests.service.samples import make_index
from tests.service.word_reader import WordReader

run = partial(command_line.run, command.app)


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch) -> MemoryIndex:
    """The made-up collection in place of what INSATSKARTAN_INDEX names."""
    index = make_index()
    monkeypatch.setattr(asking, "open_searcher", lambda *_: Searcher(index, ranking=BUCKET_RANKING))
    monkeypatch.setattr(asking, "TransformerReader", WordReader)
    return index


def test_ask_prints_every_region_with_its_status(index: MemoryIndex) -> None:
    status, printed, _ = run("ask", "Vilka regioner stöttar film?")
    assert status == 0
    assert "2 av 21 regioner har belägg" in printed
    assert "Skåne" in printed
    assert printed.count("inga dokument") >= 16


def test_ask_says_when_the_documents_do_not_say(index: MemoryIndex) -> None:
    status, printed, _ = run("ask", "Vem uppfann hjulet?")
    assert status == 0
    assert "Det framgår inte av dokumenten." in printed
    assert "Närmast:" in printed


def test_ask_as_json_is_the_apis_reply(index: MemoryIndex) -> None:
    status, printed, _ = run("ask", "Vilka regioner stöttar film?", "--json")
    answer = Answerer(Searcher(index, ranking=BUCKET_RANKING), WordReader()).answer(
        "Vilka regioner stöttar film?", Filters()
    )
    assert status == 0
    assert json.loads(printed) == AnswerReply.of(answer).model_dump(mode="json")


def test_search_as_json_is_the_apis_reply_its_duration_aside(index: MemoryIndex) -> None:
    status, printed, _ = run("search", "film", "--limit", "2", "--json")
    told = json.loads(printed)
    expected = SearchReply.of(
        Searcher(index, ranking=BUCKET_RANKING).search(SearchRequest(text="film", limit=2))
    ).model_dump(mode="json")
    assert status == 0
    assert told.pop("took_ms") >= 0
    assert told == {key: value for key, value in expected.items() if key != "took_ms"}


def test_search_prints_hits_with_their_sources(index: MemoryIndex) -> None:
    status, printed, _ = run("search", "Valideringslyftet", "--region", "Blekinge")
    assert status == 0
    assert "1. Valideringslyftet" in printed
    assert "Regionernas rapport 2023, s. 4" in printed


def test_markup_in_a_query_is_printed_as_it_is(index: MemoryIndex) -> None:
    status, _, errors = run("search", "[bold]film[/bold] [/] <script>")
    assert (status, errors) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["ask", ""], "''"),
        (["ask", "🙂"], "🙂"),
        (["ask", "x" * 501], "501"),
        (["search", "film", "--region", "Atlantis"], "Atlantis"),
        (["search", "film", "--theme", "väder"], "väder"),
        (["search", "film", "--document", "finns-inte"], "finns-inte"),
        (["search", "film", "--year", "1999"], "1999"),
        (["search", "film", "--year", "i fjol"], "i fjol"),
        (["search", "film", "--limit", "0"], "'0'"),
        (["search", "film", "--limit", "-1"], "'-1'"),
        (["search", "film", "--limit", "101"], "'101'"),
        (["search", "film", "--limit", "ten"], "'ten'"),
        (["search", "film", "--limit", "--5"], "'--5'"),
        (["search", "film", "--limit", "9" * 5000], "5000 tecken"),
        (["search", "film", "--year", "²"], "'²'"),
    ],
)
def test_what_can_be_mended_is_one_line_and_exit_code_2(index: MemoryIndex, arguments: list[str], named: str) -> None:
    status, printed, errors = run(*arguments)
    assert (status, printed) == (2, "")
    assert named in errors
    assert len(errors.splitlines()) == 1


@pytest.mark.parametrize("arguments", [["?"], ["film", "--previous", "?"]])
def test_nothing_is_loaded_for_what_is_no_question(monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    for loaded in ("open_searcher", "TransformerReader"):
        monkeypatch.setattr(asking, loaded, lambda *_: pytest.fail("loaded"))
    status, _, errors = run("ask", *arguments)
    assert (status, "frågan är '?'" in errors) == (2, True)


@pytest.mark.parametrize("name", ["ask", "search"])
def test_missing_index_is_named(tmp_path: Path, name: str) -> None:
    status, _, errors = run(name, "film", "--index", str(tmp_path / "inget"))
    assert status == 2
    assert "inget" in errors
    assert "Traceback" not in errors


def test_serve_without_an_index_ends_before_a_model_is_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[object] = []
    monkeypatch.setattr(serving, "load_embedder", loaded.append)
    monkeypatch.setattr(serving, "TransformerReader", lambda: loaded.append("reader"))
    status, _, errors = run("serve", "--index", str(tmp_path / "inget"))
    assert status == 2
    assert "inget" in errors
    assert loaded == []


@pytest.mark.parametrize("name", ["ask", "search"])
@pytest.mark.parametrize("error", [RuntimeError("två\nrader"), PanicException("två\nrader"), KeyError("två")])
def test_what_no_one_foresaw_is_one_line_and_exit_code_1(
    index: MemoryIndex, monkeypatch: pytest.MonkeyPatch, name: str, error: BaseException
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(index, "correct", fail)
    status, _, errors = run(name, "film")
    assert status == 1
    assert len(errors.splitlines()) == 1
    assert f"{type(error).__name__}: " in errors


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left"), OSError(errno.EDQUOT, "Quota exceeded")])
def test_an_answer_that_finds_no_room_is_one_line_and_exit_code_2(
    index: MemoryIndex, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("service.commands.printing.print_search", fail)
    status, _, errors = run("search", "film")
    assert (status, len(errors.splitlines())) == (2, 1)
    assert "ingen plats kvar" in errors


@pytest.mark.parametrize("question", ["\udcff film", "film \ud800", "\x00film", "film\u202e", "film " * 90])
@pytest.mark.parametrize("told", [["ask"], ["search"], ["search", "--json"], ["ask", "--json"]])
def test_odd_letters_are_searched_or_refused_in_one_line(index: MemoryIndex, told: list[str], question: str) -> None:
    status, _, errors = run(*told, question)
    assert status in (0, 2)
    assert len(errors.splitlines()) == (1 if status else 0)


@pytest.mark.parametrize("arguments", [["ask", "Vilka regioner stöttar film?"], ["search", "film"]])
def test_a_terminal_without_swedish_letters_gets_them_replaced(
    index: MemoryIndex, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    raw = BytesIO()
    monkeypatch.setattr("sys.stdout", TextIOWrapper(raw, encoding="ascii", errors="strict"))
    with pytest.raises(SystemExit) as ended:
        command.app(arguments, standalone_mode=True)
    assert ended.value.code == 0
    sys.stdout.flush()
    assert b"Sk?ne" in raw.getvalue()


def test_a_command_leaves_the_log_of_who_runs_it_as_it_was(tmp_path: Path) -> None:
    before = logging.getLogger().handlers[:]
    assert run("serve", "--index", str(tmp_path / "inget"))[0] == 2
    assert logging.getLogger().handlers == before


def test_serve_refuses_to_listen_to_everyone_by_mistake(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("TOKEN", "TOKENS", "OPEN"):
        monkeypatch.delenv(f"INSATSKARTAN_{name}", raising=False)
    status, _, errors = run("serve", "--host", "0.0.0.0", "--index", str(tmp_path / "inget"))
    assert (status, len(errors.splitlines())) == (2, 1)
    assert "INSATSKARTAN_OPEN=1" in errors


def test_serve_refuses_a_folder_of_documents_that_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("INSATSKARTAN_DOCUMENTS", str(tmp_path / "ingen"))
    status, _, errors = run("serve", "--index", str(tmp_path))
    assert (status, len(errors.splitlines())) == (2, 1)
    assert re.search(r"INSATSKARTAN_DOCUMENTS, '.*ingen', går inte att använda: väntade en mapp", errors)


def test_serve_refuses_several_processes_on_one_connection_to_milvus() -> None:
    status, _, errors = run("serve", "--workers", "2", "--index", "http://127.0.0.1:9")
    assert status == 2
    assert "workers är 2; väntade 1 där Milvus håller indexet" in errors


@pytest.mark.parametrize("workers", ["0", "65", "två"])
def test_serve_refuses_a_number_of_processes_that_is_none(workers: str) -> None:
    status, _, errors = run("serve", "--workers", workers)
    assert status == 2
    assert f"workers är '{workers}'; väntade ett heltal 1-64" in errors
