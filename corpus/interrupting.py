"""What Ctrl+C does while a command is still imported, and from then on.

Nothing that takes time is imported here: it comes before all that does. Where Ctrl+C is ignored, as in the background
of a script, it stays so.
"""

import signal
from typing import Any


def end_at_once() -> None:
    """Let Ctrl+C end the process without a word: what is broken off by it in an import is no error to tell of."""
    _change(signal.default_int_handler, signal.SIG_DFL)


def end_in_order() -> None:
    """Let Ctrl+C be a KeyboardInterrupt again, at which a command leaves nothing half done."""
    _change(signal.SIG_DFL, signal.default_int_handler)


def _change(before: Any, after: Any) -> None:
    if signal.getsignal(signal.SIGINT) is before:
        signal.signal(signal.SIGINT, after)
