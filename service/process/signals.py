"""What the service takes the system's signals for, beside those that every program takes alike."""

import signal

# What those who rotate logs send to have a file opened anew; the log here is written to stderr. Windows has neither.
_OF_LOGS = ("SIGUSR1", "SIGUSR2")


def ignore_log_rotation() -> None:
    """Have the signals of log rotation do nothing, in this process and those forked from it; they would end it."""
    for name in _OF_LOGS:
        if number := getattr(signal, name, None):
            signal.signal(number, signal.SIG_IGN)


def is_to_outlive_its_terminal() -> bool:
    """Tell whether this process was started so (nohup): the signal that a closed terminal sends is ignored."""
    return signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
