"""Errors that a caller of the service can cause; the messages are Swedish, since officers read them."""

from corpus.errors import InsatskartanError


class ServiceError(InsatskartanError):
    """A request cannot be served as it is."""


class QueryError(ServiceError):
    """A parameter's value is not what was expected; the service answers 422."""

    def __init__(self, told: str, parameter: str | None = None) -> None:
        """Args: parameter: Its name, or a field's with dots between the levels; None where it is no single one."""
        super().__init__(told)
        self.parameter = parameter


class UnknownFilterError(QueryError):
    """A filter names a region, theme, document or year that the collection does not have."""


class NotFoundError(ServiceError):
    """No passage, initiative, document or page has this id; the service answers 404."""


class NotAcceptableError(ServiceError):
    """A reply was asked for in a format that is not offered; the service answers 406."""


class NotReadyError(ServiceError):
    """The index is not loaded yet, or could not be; the service answers 503."""

    def __init__(self, trouble: str, told: str) -> None:
        """Args: told: The same, but for where the index lies."""
        super().__init__(f"indexet kan inte användas: {trouble}")
        self._told = f"indexet kan inte användas: {told}"

    @property
    def told(self) -> str:
        return self._told


class BusyError(ServiceError):
    """As much is worked on and waits already as may, or a file is held; the service answers 503."""


class OverBudgetError(ServiceError):
    """A request took longer than it may; the service answers 503."""


class FeedbackError(ServiceError):
    """What readers say cannot be kept, or read again; the service answers 503, and the log tells the operator."""


class AccessError(ServiceError):
    """The file of tokens cannot be used as is asked."""


class SettingsError(ServiceError):
    """An environment variable holds a value that its setting does not take."""
