"""Settings come from the environment; a value that cannot be used is named, a secret is not."""

import re
from pathlib import Path

import pytest

from corpus.limits import Limits
from indexer.vectors.sentence import BATCH_SIZE
from service.errors import SettingsError
from service.settings import LogLevel, Settings, read_settings
from tests.refusals import refused

TOP = Path(__file__).parents[3]
PAGES = (TOP / "README.md", *(TOP / "docs").glob("*.md"))
# A setting and the last cell of its row, which begins with the default.
ROW = re.compile(r"^\| `INSATSKARTAN_([A-Z_]+)` \|.*\| ([^|]+) \|$", re.MULTILINE)
NOTHING = "none"


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"INSATSKARTAN_{name.upper()}", raising=False)


def test_defaults_serve_locally_without_a_token() -> None:
    settings = read_settings()
    assert (settings.host, settings.port, settings.token) == ("127.0.0.1", 8000, None)
    assert settings.reranker is None


def test_variables_override_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSATSKARTAN_INDEX", "/data/index")
    monkeypatch.setenv("INSATSKARTAN_PORT", "9000")
    monkeypatch.setenv("INSATSKARTAN_RERANKER", "team/cross")
    monkeypatch.setenv("INSATSKARTAN_LOG_LEVEL", "debug")
    settings = read_settings()
    assert (settings.index, settings.port, settings.log_level) == (Path("/data/index"), 9000, LogLevel.DEBUG)
    assert settings.reranker == "team/cross"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "70000"),
        ("PORT", "åtta"),
        ("LOG_LEVEL", "loud"),
        ("RERANKER", ""),
        ("OPEN", "kanske"),
        ("DOCS", "alla"),
        ("ROOT_PATH", "//annan.example"),
        ("ROOT_PATH", "insatskartan"),
        ("SEARCH_SECONDS", "inf"),
        ("ANSWER_SECONDS", "nan"),
        ("INDEX_SECONDS", "inf"),
        ("SEARCH_SECONDS", "1e12"),
        ("CONNECTIONS", "9000000000"),
        ("HOST", ""),
    ],
)
def test_unusable_value_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"INSATSKARTAN_{name}", value)
    with pytest.raises(SettingsError, match=rf"INSATSKARTAN_{name}.*{value}"):
        read_settings()


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("PORT", "70000", "väntade högst 65535"),
        ("PORT", "åtta", "väntade ett heltal"),
        ("LOG_LEVEL", "loud", "väntade 'debug', 'info', 'warning' eller 'error'"),
        ("OPEN", "kanske", "väntade true eller false"),
        ("ROOT_PATH", "insatskartan", "väntade en sökväg som /insatskartan, av bokstäver, siffror, - och _"),
        ("SEARCH_SECONDS", "0", "väntade mer än 0"),
        ("SEARCH_SECONDS", "två", "väntade ett tal"),
        ("ANSWER_SECONDS", "nan", "väntade ett ändligt tal"),
    ],
)
def test_what_a_setting_takes_is_told(monkeypatch: pytest.MonkeyPatch, name: str, value: str, expected: str) -> None:
    monkeypatch.setenv(f"INSATSKARTAN_{name}", value)
    told = f"miljövariabeln INSATSKARTAN_{name}, '{value}', går inte att använda: {expected}"
    with pytest.raises(SettingsError, match=f"{re.escape(told)}.*$"):
        read_settings()


def test_no_more_than_a_hundred_signs_of_a_value_are_told_and_on_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSATSKARTAN_HOSTS", "rad\n" * 1000)
    told = refused(SettingsError, read_settings)
    assert "'rad\\nrad" in told
    assert "(3999 tecken)" in told
    assert len(told) < 250


def test_token_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSATSKARTAN_TOKEN", "hemlig")
    with pytest.raises(SettingsError) as error:
        read_settings()
    assert "hemlig" not in str(error.value)
    monkeypatch.setenv("INSATSKARTAN_TOKEN", "mycket-hemlig")
    assert "mycket-hemlig" not in repr(read_settings())


@pytest.mark.parametrize("token", ["        ", " mellanslag före", "mellan slag", "nyckel-på-svenska", "radbrytning\n"])
def test_a_token_that_no_header_can_carry_is_refused(monkeypatch: pytest.MonkeyPatch, token: str) -> None:
    monkeypatch.setenv("INSATSKARTAN_TOKEN", token)
    with pytest.raises(SettingsError, match="INSATSKARTAN_TOKEN går inte att använda") as error:
        read_settings()
    assert token not in str(error.value)


def test_every_setting_stands_once_in_the_documentation_with_its_default() -> None:
    fields = {**Settings.model_fields, **Limits.model_fields}
    defaults = {name: _as_set(field.default) for name, field in fields.items()} | {"batch_size": str(BATCH_SIZE)}
    rows = [row for page in PAGES for row in ROW.findall(page.read_text(encoding="utf-8"))]
    told = [(name.lower(), NOTHING if default.startswith("none") else default.split("`")[1]) for name, default in rows]
    assert sorted(told) == sorted(defaults.items())


def _as_set(default: object) -> str:
    """Give a default as one would write it in the environment; a path as it is named from the top."""
    if default is None or default in ("", ()):
        return NOTHING
    if isinstance(default, bool | float):
        return f"{default:g}"
    return str(default).removeprefix(f"{TOP}/")


@pytest.mark.parametrize(
    ("slip", "meant"), [("TOKNES", "TOKENS"), ("ORIGIN", "ORIGINS"), ("MAX_PAGE", "MAX_PAGES"), ("QEUE", "QUEUE")]
)
def test_a_name_that_is_nearly_a_settings_is_refused(monkeypatch: pytest.MonkeyPatch, slip: str, meant: str) -> None:
    monkeypatch.setenv(f"INSATSKARTAN_{slip}", "x")
    with pytest.raises(SettingsError, match=rf"INSATSKARTAN_{slip} är okänd; menade du INSATSKARTAN_{meant}\?"):
        read_settings()


def test_variables_of_others_are_let_be(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BATCH_SIZE", "MAX_PAGES", "PDF_PASSWORD", "SERVICE_HOST", "PORT_8000_TCP"):
        monkeypatch.setenv(f"INSATSKARTAN_{name}", "1")
    assert read_settings().port == 8000


def test_lists_stand_between_commas_and_a_bad_part_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSATSKARTAN_HOSTS", "karta.example.se, *.example.org,")
    monkeypatch.setenv("INSATSKARTAN_ORIGINS", "https://intra.example.se")
    monkeypatch.setenv("INSATSKARTAN_ROOT_PATH", "/verktyg/insatskartan/")
    settings = read_settings()
    assert settings.hosts == ("karta.example.se", "*.example.org")
    assert (settings.origins, settings.root_path) == (("https://intra.example.se",), "/verktyg/insatskartan")
    monkeypatch.setenv("INSATSKARTAN_ORIGINS", "https://intra.example.se,*")
    with pytest.raises(SettingsError, match=r"INSATSKARTAN_ORIGINS, '\*',"):
        read_settings()
