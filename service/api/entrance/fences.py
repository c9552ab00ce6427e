"""The layers between the server and the routes that decide who is let in, and how replies travel."""

from fastapi import FastAPI
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES

from service.access.access import Access
from service.api.entrance.content_types import ContentTypes
from service.api.entrance.cors import Cors
from service.api.entrance.guard import Guard
from service.api.entrance.hosts import TrustedHosts
from service.api.formats import Format
from service.api.transport.options import Options
from service.api.transport.zipping import Zipping
from service.settings.access import AccessSettings

MIN_ZIPPED_BYTES = 1000
# On our pages 9 takes twice the time of 5 and spares 2 % more.
GZIP_LEVEL = 5
READABLE_ELSEWHERE = ("ETag", "Retry-After", "traceparent", "X-Request-ID", "Content-Disposition")


def add_fences(app: FastAPI, access: Access, settings: AccessSettings) -> None:
    """Put the layers around the application, the innermost first."""
    app.add_middleware(ContentTypes)
    app.add_middleware(Options)
    app.add_middleware(Guard, access=access, settings=settings)
    app.add_middleware(
        Zipping,
        minimum_size=MIN_ZIPPED_BYTES,
        compresslevel=GZIP_LEVEL,
        # Office files are zipped already.
        exclude_content_types=(*DEFAULT_EXCLUDED_CONTENT_TYPES, Format.EXCEL, Format.WORD),
    )
    if settings.origins:
        app.add_middleware(
            Cors,
            allow_origins=settings.origins,
            allow_methods=["GET", "HEAD", "POST"],
            allow_headers=["Authorization", "Content-Type", "If-None-Match", "traceparent", "X-Request-ID"],
            expose_headers=READABLE_ELSEWHERE,
        )
    app.add_middleware(TrustedHosts, hosts=settings.hosts)
