"""The page of a question is sent in two: its beginning at once, the answer when it is made."""

import logging
from collections.abc import AsyncIterable
from typing import Any

import anyio
import pytest
from fastapi import Request
from fastapi.responses import StreamingResponse

from service.errors import OverBudgetError
from service.web.parts.choices import Choices
from service.web.rendering import render_late
from tests.service.made_app import make_app

VALUES = {"choices": Choices(q="elnät"), "page": 1}


def asked() -> Request:
    scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"q=eln%C3%A4t", "headers": []}
    return Request({**scope, "server": ("testserver", 80), "scheme": "http", "root_path": "", "app": make_app()})


def parts_of(reply: StreamingResponse) -> list[str]:
    async def read(body: AsyncIterable[Any]) -> list[str]:
        return [part async for part in body]

    return anyio.run(read, reply.body_iterator)


def test_the_beginning_is_sent_before_the_answer_is_made() -> None:
    made: list[str] = []

    def late() -> dict[str, Any]:
        made.append("late")
        return {"title": "Här", "detail": "är <svaret>"}

    reply = render_late(asked(), "asking.html", VALUES, "thanks.html", late)
    assert (reply.status_code, reply.media_type, made) == (200, "text/html", [])
    before, answer, after = parts_of(reply)
    assert "Läser rapporterna …" in before
    assert 'value="elnät"' in before
    assert "Omdömet är sparat." in answer
    assert after.rstrip().endswith("</html>")
    assert made == ["late"]


def test_an_answer_that_cannot_be_made_is_told_on_a_whole_page(caplog: pytest.LogCaptureFixture) -> None:
    def late() -> dict[str, Any]:
        raise RuntimeError("hemligt")

    with caplog.at_level(logging.ERROR):
        before, answer, after = parts_of(render_late(asked(), "asking.html", VALUES, "answer.html", late))
    assert 'role="alert"' in answer
    assert '<a href="/?q=eln%C3%A4t">Försök igen</a>, eller ställ frågan på ett annat sätt' in answer
    assert "hemligt" not in before + answer + after
    assert after.rstrip().endswith("</html>")
    assert "hemligt" in caplog.text


def test_a_page_that_took_too_long_says_so_and_is_no_fault_of_ours(caplog: pytest.LogCaptureFixture) -> None:
    def late() -> dict[str, Any]:
        raise OverBudgetError("svaret blev inte klart inom 5 s")

    with caplog.at_level(logging.DEBUG):
        _, answer, after = parts_of(render_late(asked(), "asking.html", VALUES, "answer.html", late))
    assert 'role="alert"' in answer
    assert "Det tog för lång tid" in answer
    assert '<a href="/?q=eln%C3%A4t">Försök igen</a> om en stund' in answer
    assert after.rstrip().endswith("</html>")
    assert "late part" not in caplog.text


def test_no_question_can_name_the_place_of_the_answer() -> None:
    values = {"choices": Choices(q="<!--late-->"), "page": 1}
    before, _, _ = parts_of(render_late(asked(), "asking.html", values, "late_failed.html", dict))
    assert "&lt;!--late--&gt;" in before
    assert before.rstrip().endswith("</p>")
