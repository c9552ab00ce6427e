"""Settings come from the environment; a value that cannot be used is named, a secret is not."""

from pathlib import Path

import pytest

from service.errors import SettingsError
from service.settings import LogLevel, read_settings


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("INDEX", "MODEL", "RERANKER", "HOST", "PORT", "TOKEN", "DOCUMENTS", "FEEDBACK", "LOG_LEVEL"):
        monkeypatch.delenv(f"INSATSKARTAN_{name}", raising=False)


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
    ("name", "value"), [("PORT", "70000"), ("PORT", "åtta"), ("LOG_LEVEL", "loud"), ("RERANKER", "")]
)
def test_unusable_value_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"INSATSKARTAN_{name}", value)
    with pytest.raises(SettingsError, match=rf"INSATSKARTAN_{name}.*{value}"):
        read_settings()


def test_token_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSATSKARTAN_TOKEN", "hemlig")
    with pytest.raises(SettingsError) as error:
        read_settings()
    assert "hemlig" not in str(error.value)
    monkeypatch.setenv("INSATSKARTAN_TOKEN", "mycket-hemlig")
    assert "mycket-hemlig" not in repr(read_settings())
