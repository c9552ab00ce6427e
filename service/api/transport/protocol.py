"""HTTP as uvicorn speaks it, but with the headers of all our replies also where it refuses what is not HTTP."""

import sys
from collections.abc import Mapping
from http import HTTPStatus

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from service.api.transport.middleware import SAFE_HEADERS

# What goes wrong most often is an address as one reads it.
REFUSAL = "Ogiltig HTTP-begäran; väntade HTTP/1.1 och en adress utan mellanslag, med å kodat som %C3%A5"
LARGE_HEAD = "begärans adress och huvuden är för stora; väntade högst 64 kB"
REFUSALS: Mapping[int, str] = {
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: LARGE_HEAD,
    HTTPStatus.NOT_IMPLEMENTED: "Transfer-Encoding är okänd; väntade chunked eller Content-Length",
}


class PlainRefusals(H11Protocol):
    """Refuses a request that cannot be read as HTTP; there is no address yet that a problem could be told of."""

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002  in English
        if self.conn.our_state not in (h11.IDLE, h11.SEND_RESPONSE):
            # What came too late to be refused is the rest of a body; its reply has begun.
            self.transport.close()
            return
        status = getattr(sys.exception(), "error_status_hint", HTTPStatus.BAD_REQUEST)
        headers = [
            (b"content-type", b"text/plain; charset=utf-8"),
            (b"connection", b"close"),
            *((name.encode(), value.encode()) for name, value in SAFE_HEADERS.items()),
        ]
        for event in (
            h11.Response(status_code=status, headers=headers, reason=HTTPStatus(status).phrase.encode()),
            h11.Data(data=REFUSALS.get(status, REFUSAL).encode()),
        ):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.write(self.conn.send(h11.EndOfMessage()) or b"")
        self.transport.close()
