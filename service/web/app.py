"""The service as it is served: the API, and the pages officers read."""

from fastapi import FastAPI

from corpus.limits import load_limits
from service.api.app import create_api
from service.api.transport.small_files import SmallFiles
from service.live import LiveIndex
from service.settings import Settings
from service.web import pages
from service.web.parts.page_pictures import PagePictures
from service.web.rendering import STATIC, compile_templates, error_page


def create_app(live: LiveIndex, settings: Settings) -> FastAPI:
    """Make the application that serves an index; see `create_api` for both.

    Raises:
        AccessError: The file of tokens cannot be read.
    """
    app = create_api(live, settings, error_page, compile_templates)
    app.state.pictures = PagePictures(settings.documents, load_limits(), is_off=settings.mask_contacts)
    app.include_router(pages.router, include_in_schema=False)
    app.mount("/static", SmallFiles(directory=STATIC), name="static")
    return app
