"""Returns freed memory to the system, which glibc would otherwise keep."""

import ctypes


def give_back() -> None:
    """Give back what this process has freed; does nothing where the C library cannot."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
