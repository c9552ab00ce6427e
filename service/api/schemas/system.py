"""What the API tells of itself, and its errors, as JSON."""

from pydantic import Field

from service.api.schemas.base import Schema


class ApiInfo(Schema):
    """What this API is, as DIGG's profile asks, and what it answers with.

    Attributes:
        reranker: Name of the cross-encoder that reorders the first hits; null where none is set.
    """

    api_name: str
    api_version: str
    api_released: str
    api_documentation: str
    api_status: str
    index_version: str
    languages: list[str]
    reranker: str | None = None


class Health(Schema):
    """Whether the process lives, or is ready to answer.

    Attributes:
        status: ok, or degraded while an older index answers because the newer one cannot be used; `reason` says why.
    """

    status: str
    index_version: str | None = None
    reason: str | None = None


class ProblemOut(Schema):
    """An error (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: list[dict[str, str]] = Field(default_factory=list)
