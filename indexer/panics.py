"""Panics of libraries written in Rust, which reach Python as a BaseException that few catch, as errors of ours."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from corpus.errors import InsatskartanError, one_line

# pyo3 makes this class anew in every library, in a module that cannot be imported.
_PANIC = "PanicException"


@contextmanager
def panics_told(make_error: Callable[[str], InsatskartanError]) -> Iterator[None]:
    """Turn a panic in what is done here into an error of ours.

    Args:
        make_error: Is given what the library says, on one line.
    """
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        raise make_error(one_line(error)) from error
