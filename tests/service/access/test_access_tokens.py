"""Tokens: made once, kept as hashes, good until their day, and gone when they are taken out of the file."""

import errno
import hashlib
import os
import stat
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from service import __main__ as command
from service.access import keys as keys_module
from service.access.keys import FROM_ENVIRONMENT, Keys
from service.access.tokens import Token, TokenFile, digest, find
from service.commands.tokens import manage_tokens
from service.errors import AccessError
from service.settings import Settings
from tests import command_line

run = partial(command_line.run, command.app)
SECRET = "en-hemlig-nyckel"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "access" / "tokens.toml"


def test_only_the_hash_is_kept_and_only_the_owner_may_read_it(path: Path) -> None:
    secret = TokenFile(path).add("statistik", days=30)
    text = path.read_text(encoding="utf-8")
    assert secret not in text
    assert hashlib.sha256(secret.encode()).hexdigest() in text
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["tokens.toml"]


def test_what_is_written_is_read_again(path: Path) -> None:
    secrets = [TokenFile(path).add("statistik", days=30), TokenFile(path).add("intranet", days=None)]
    read = TokenFile(path).read()
    assert [token.name for token in read] == ["statistik", "intranet"]
    assert [token.expires is None for token in read] == [False, True]
    assert [find(read, secret) for secret in secrets] == list(read)


def test_two_tokens_are_never_the_same(path: Path) -> None:
    secrets = {TokenFile(path).add(f"nyckel-{number}", days=None) for number in range(5)}
    assert len(secrets) == 5
    assert {len(secret) for secret in secrets} == {46}


@pytest.mark.parametrize("length", [1, 8, 15, 17])
def test_a_part_of_a_token_or_one_with_more_is_none(length: int) -> None:
    keys = Keys(Settings(token=SECRET))  # type: ignore[arg-type]  # read as from the environment
    assert keys.holder((SECRET * 2)[:length]) is None
    assert keys.holder(SECRET) == Token(
        name=FROM_ENVIRONMENT, sha256=hashlib.sha256(SECRET.encode()).hexdigest(), expires=None
    )


def test_a_token_is_good_through_its_last_day(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = TokenFile(path).add("kort", days=2)
    keys = Keys(Settings(token=None, tokens=path))
    last = TokenFile(path).read()[0].expires
    assert last == datetime.now(UTC).date() + timedelta(days=2)
    for today, is_good in ((last, True), (last + timedelta(days=1), False)):
        monkeypatch.setattr(keys_module, "today", lambda today=today: today)
        assert (keys.holder(secret) is not None) is is_good
        # Nor is one let in any longer who signed in with it before.
        assert (keys.known(digest(secret)) is not None) is is_good


def test_the_file_counts_as_it_stands_and_the_environments_token_beside_it(path: Path) -> None:
    first = TokenFile(path).add("forsta", days=None)
    keys = Keys(Settings(token=SECRET, tokens=path))  # type: ignore[arg-type]
    holder = keys.holder(first)
    assert holder is not None
    second = TokenFile(path).add("andra", days=None)
    assert {keys.holder(secret) is not None for secret in (first, second, SECRET)} == {True}
    TokenFile(path).remove("forsta")
    assert keys.holder(first) is None
    assert keys.known(holder.sha256) is None
    path.write_text("[[token]]\nname = 1\n", encoding="utf-8")
    assert keys.holder(second) is None
    assert keys.holder(SECRET) is not None


@pytest.mark.parametrize(
    "text",
    [
        "inte toml",
        'token = "x"',
        '[[token]]\nname = "a"\n',
        '[[token]]\nname = "a"\nsha256 = "kort"\n',
        f'[[token]]\nname = "A b"\nsha256 = "{"0" * 64}"\n',
        f'[[token]]\nname = "a"\nsha256 = "{"0" * 64}"\nexpires = "i morgon"\n',
        f'[[token]]\nname = "a"\nsha256 = "{"0" * 64}"\nexpires = 2030-01-01T00:00:00\n',
        f'[[token]]\nname = "a"\nsha256 = "{"0" * 64}"\n' * 2,
    ],
)
def test_a_file_that_holds_something_else_is_refused_by_name(path: Path, text: str) -> None:
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AccessError, match=r"tokens\.toml"):
        Keys(Settings(token=None, tokens=path))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f'[[token]]\nname = "A b"\nsha256 = "{"0" * 64}"\n', "name 'A b'"),
        ('[[token]]\nname = "a"\nsha256 = "kort"\n', "sha256 of 'a'"),
        (f'[[token]]\nname = "a"\nsha256 = "{"0" * 64}"\nexpires = 1\n', "expires of 'a'"),
    ],
)
def test_what_is_wrong_in_a_file_is_told(path: Path, text: str, told: str) -> None:
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AccessError, match=told):
        TokenFile(path).read()


@pytest.mark.parametrize(("names", "told"), [((), "en av: ingen$"), (("b", "a"), "en av: b, a$")])
def test_who_takes_away_a_token_that_is_none_is_told_those_that_are(
    path: Path, names: tuple[str, ...], told: str
) -> None:
    tokens = TokenFile(path)
    path.parent.mkdir()
    path.write_text("", encoding="utf-8")
    for name in names:
        tokens.add(name, days=None)
    with pytest.raises(AccessError, match=told):
        tokens.remove("c")


def test_the_file_is_made_with_its_folders_and_no_other_is_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "ingenstans"))
    tokens = TokenFile(tmp_path / "a" / "b" / "tokens.toml")
    tokens.add("statistik", days=None)
    assert [token.name for token in tokens.read()] == ["statistik"]


def test_a_file_that_cannot_be_put_in_its_place_leaves_nothing_beside_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    path.parent.mkdir()
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(AccessError, match=r"tokens\.toml går inte att skriva \(Read-only file system\)"):
        TokenFile(path).add("statistik", days=None)
    assert list(path.parent.iterdir()) == []


def test_a_file_whose_folder_is_none_is_told(path: Path) -> None:
    path.parent.write_text("en fil", encoding="utf-8")
    with pytest.raises(AccessError, match=r"tokens\.toml går inte att skriva"):
        TokenFile(path).add("statistik", days=None)


def test_the_file_is_read_again_only_when_it_has_changed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = TokenFile(path).add("a", days=None)
    keys = Keys(Settings(token=None, tokens=path))
    read: list[Path] = []
    look = TokenFile.read

    def counted(file: TokenFile) -> tuple[Token, ...]:
        read.append(file.path)
        return look(file)

    monkeypatch.setattr(TokenFile, "read", counted)
    assert [keys.holder(secret) is not None for _ in range(3)] == [True] * 3
    assert read == []
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert [keys.holder(secret) is not None for _ in range(3)] == [True] * 3
    assert read == [path]


def test_a_file_that_has_gone_lets_nobody_in_and_is_told_of_once(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    secret = TokenFile(path).add("a", days=None)
    keys = Keys(Settings(token=None, tokens=path))
    path.unlink()
    assert [keys.holder(secret) for _ in range(3)] == [None] * 3
    [told] = caplog.messages
    assert told.startswith("the file of tokens lets no one in: ")
    assert "tokens.toml går inte att läsa" in told


def test_a_file_written_under_a_clock_that_was_set_back_counts(path: Path) -> None:
    secret = TokenFile(path).add("a", days=None)
    keys = Keys(Settings(token=None, tokens=path))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(digest(secret), "0" * 64), encoding="utf-8")
    os.utime(path, (0, 0))
    assert keys.holder(secret) is None


def test_a_missing_file_is_told_with_the_command_that_makes_one(path: Path) -> None:
    with pytest.raises(AccessError, match="python -m service token NAMN"):
        Keys(Settings(token=None, tokens=path))


def test_the_command_makes_lists_and_takes_back(path: Path) -> None:
    made, secret, told = run("token", "statistik", "--file", path, "--days", "0")
    assert (made, secret.strip()[:3]) == (0, "ik_")
    assert "går inte att läsa igen" in told
    assert run("token", "--file", path)[1] == "statistik  utan slut\n"
    assert run("token", "kort", "--file", path, "--days", "1")[0] == 0
    tomorrow = TokenFile(path).read()[1].expires
    assert isinstance(tomorrow, date)
    assert f"kort  till och med {tomorrow}\n" in run("token", "--file", path)[1]
    assert run("token", "statistik", "--file", path, "--revoke")[0] == 0
    assert [token.name for token in TokenFile(path).read()] == ["kort"]


def test_a_token_that_could_not_be_shown_is_not_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left")

    with monkeypatch.context() as full:
        full.setattr("service.commands.tokens.typer.echo", fail)
        with pytest.raises(OSError, match="No space left"):
            manage_tokens("statistik", 1, path, revoke=False)
    assert TokenFile(path).read() == ()
    assert run("token", "statistik", "--file", path)[0] == 0


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["token", "Två ord", "--file", "{path}"], "Två ord"),
        (["token", "x" * 41, "--file", "{path}"], "högst 40 tecken"),
        (["token", "finns", "--file", "{path}"], "finns redan"),
        (["token", "finns-inte", "--revoke", "--file", "{path}"], "väntade en av: finns"),
        (["token", "finns"], "INSATSKARTAN_TOKENS"),
    ],
)
def test_what_the_command_cannot_do_is_one_line(path: Path, arguments: list[str], named: str) -> None:
    TokenFile(path).add("finns", days=None)
    status, printed, errors = run(*(argument.format(path=path) for argument in arguments))
    assert (status, printed, len(errors.splitlines())) == (2, "", 1)
    assert named in errors
