"""The counters behind /metrics: this process's own, or those of all that serve together."""

import os

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from service.process.counting import COUNTERS_FOLDER


def counted(own: CollectorRegistry) -> bytes:
    """Give all counters in Prometheus' text format, added up over the processes where there are several."""
    if COUNTERS_FOLDER not in os.environ:
        return generate_latest(own)
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]  # the library's
    return generate_latest(together)
