"""Sessions: who is signed in, for how long, and how many at once."""

from collections.abc import Sequence

import pytest

from service.access import sessions as sessions_module
from service.access.sessions import Sessions
from service.access.tokens import Token, digest

TOKEN = Token(name="a", sha256="0" * 64, expires=None)


def test_sessions_run_out_and_the_oldest_make_room(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(sessions_module, "MOST", 2)
    sessions = Sessions(seconds=60, now=lambda: now[0])
    started = []
    for second in range(3):
        now[0] = second
        started.append(sessions.start(TOKEN))
    assert [sessions.token_of(each) for each in started] == [None, TOKEN.sha256, TOKEN.sha256]
    now[0] = 62
    assert sessions.token_of(started[2]) is None


def test_a_session_takes_any_row_that_is_free_and_gives_it_back(monkeypatch: pytest.MonkeyPatch) -> None:
    now, free = [0.0], []

    def last(rows: Sequence[int]) -> int:
        free.append(list(rows))
        return rows[-1]

    monkeypatch.setattr(sessions_module, "MOST", 3)
    monkeypatch.setattr("secrets.choice", last)
    sessions = Sessions(seconds=60, now=lambda: now[0])
    first, second = sessions.start(TOKEN), sessions.start(TOKEN)
    assert sessions.token_of(first) == sessions.token_of(second) == TOKEN.sha256
    assert len(first) == len(second) == 43  # 32 bytes that nobody guesses, in base64
    sessions.end(first)
    sessions.start(TOKEN)
    now[0] = 60
    sessions.start(TOKEN)
    assert free == [[0, 1, 2], [0, 1], [0, 2], [0, 1, 2]]


def test_a_row_that_is_written_anew_or_signed_out_lets_nobody_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions_module, "MOST", 1)
    sessions = Sessions(seconds=60, now=lambda: 0.5)
    before = sessions.start(TOKEN)
    found: list[str | None] = []

    def looked(session: str) -> str:
        monkeypatch.setattr(sessions_module, "digest", digest)
        found.append(sessions.token_of(before))
        return digest(session)

    monkeypatch.setattr(sessions_module, "digest", looked)
    after = sessions.start(TOKEN)
    assert (found, sessions.token_of(after)) == ([None], TOKEN.sha256)
    sessions.end(after)
    assert sessions.token_of(after) is None


def test_a_clock_that_is_set_back_or_forward_signs_nobody_out_and_keeps_nobody_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for told in (0.0, 1e12):
        sessions = Sessions(seconds=60)
        session = sessions.start(TOKEN)
        monkeypatch.setattr("time.time", lambda told=told: told)
        assert sessions.token_of(session) == TOKEN.sha256
