"""Errors that a caller of the evaluation can cause."""

from corpus.errors import InsatskartanError


class EvalError(InsatskartanError):
    """Something cannot be measured as it is."""


class QuestionError(EvalError):
    """A judged question is malformed; the message names file, line, field and what was expected."""


class RunFileError(EvalError):
    """A run file is missing, a line of it is not six TREC columns, or it ranks what cannot be ranked."""


class UnknownSystemError(EvalError):
    """A name is neither one of the systems that can be measured nor a run file."""


class ServerError(EvalError):
    """A server does not answer as the API's contract says; `status` is the HTTP status, where it gave one."""

    def __init__(self, url: str, reason: str, status: int | None = None) -> None:
        super().__init__(f"{url}: {reason}")
        self.url = url
        self.status = status


class PublicSetError(EvalError):
    """A public test set is missing or not as its description says."""


class BaselineError(EvalError):
    """The committed baseline is missing or malformed."""


class MissingPackageError(EvalError):
    """A measurement needs a package outside the core."""

    def __init__(self, wanted: str, extra: str) -> None:
        super().__init__(f"{wanted} is not installed: pip install 'insatskartan[{extra}]'")
