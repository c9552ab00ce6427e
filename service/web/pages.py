"""The pages officers read, put together; each family has a module of its own."""

from fastapi import APIRouter

from service.web.families import (
    about,
    asking,
    browsing,
    comparing,
    documents,
    feedback,
    initiatives,
    listing,
    matrix,
    saved,
    sign_in,
)
from service.web.languages import switching

router = APIRouter()
for family in (
    asking,
    browsing,
    listing,
    initiatives,
    comparing,
    saved,
    matrix,
    documents,
    feedback,
    sign_in,
    about,
    switching,
):
    router.include_router(family.router)
