"""What the API says of itself, and its errors, as JSON."""

from pydantic import Field

from service.api.schemas.base import Schema


class ApiInfo(Schema):
    """What this API is, as DIGG's profile asks, and what it answers with."""

    api_name: str = Field(description="API:ets namn")
    api_version: str = Field(description="API:ets version")
    api_released: str = Field(description="Dagen då den versionen gavs ut")
    api_documentation: str = Field(description="Var dokumentationen finns, räknat från API:ets rot")
    api_status: str = Field(description="active")
    index_version: str = Field(description="Indexet som svarar; det byts när samlingen ändras")
    languages: list[str] = Field(description="Språken som API:et svarar på")
    reranker: str | None = Field(default=None, description="Modellen som ordnar om de första träffarna, när en är vald")


class Health(Schema):
    """Whether the process lives, or is ready to answer."""

    status: str = Field(description="ok, eller degraded när ett äldre index svarar för att det nyare inte kan användas")
    index_version: str | None = Field(default=None, description="Indexet som svarar; null från /livez")
    reason: str | None = Field(default=None, description="Varför det nyare indexet inte kan användas")


class FaultOut(Schema):
    """What is wrong with one parameter or field."""

    parameter: str = Field(description="Parametern, eller fältet i det som skickades med punkter mellan nivåerna")
    reason: str = Field(description="Värdet, och vad som väntades")


class ProblemOut(Schema):
    """An error (RFC 9457)."""

    type: str = Field(description="about:blank: felet är det som status säger")
    title: str = Field(description="Slags fel, i ord")
    status: int = Field(description="HTTP-statusen")
    detail: str = Field(description="Vad som är fel: värdet, och vad som väntades")
    instance: str = Field(description="Sökvägen som anropades")
    errors: list[FaultOut] = Field(
        default_factory=list, description="Ett för varje parameter eller fält som inte godtas; bara vid 422"
    )
