"""Ray, started for one run; the only module that knows it."""

import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from corpus.errors import one_line
from indexer.errors import BuildError, MissingExtraError
from indexer.spread.work import ReadAndEmbed

OBJECT_STORE_BYTES = 256 * 2**20
# Ray gives its own processes 30 s to come up, which on a machine far busier than it has cores is not enough.
_STARTS = 5
# Progress is told a block at a time.
_MAX_BLOCKS = 10_000

# Read by Ray when it is imported: nothing is told to anybody; all listen on this machine's own address only; and on a
# busy machine its processes get time to come up.
_ALONE = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",
    "RAY_agent_register_timeout_ms": "120000",
    "RAY_BACKEND_LOG_LEVEL": "fatal",
}


@contextmanager
def started(workers: int, address: str | None) -> Iterator[Any]:
    """Give Ray, on this machine or on the cluster at an address, and stop it after.

    Args:
        workers: Processes on this machine.
        address: `host:port` of a cluster's head; None starts Ray here.

    Raises:
        MissingExtraError: Ray is not installed.
        BuildError: It does not start, or the cluster does not answer.
    """
    os.environ |= {"RAY_USAGE_STATS_ENABLED": "0"} if address else _ALONE
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise MissingExtraError("a spread build", "scale") from error
    _start(ray, workers, address)
    try:
        yield ray
    finally:
        ray.shutdown()


def done_documents(
    ray: Any, documents: Sequence[str], workers: int, folder: str, model: str, batch_size: int
) -> Iterator[dict[str, Any]]:
    """Give what `ReadAndEmbed` gives for each document, in the order they are done."""
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    named = ray.data.from_items(
        [{"document": document} for document in documents], override_num_blocks=min(len(documents), _MAX_BLOCKS)
    )
    done = named.map_batches(
        ReadAndEmbed,
        fn_constructor_args=(folder, model, batch_size),
        batch_size=1,
        num_cpus=1,
        compute=ray.data.ActorPoolStrategy(size=min(workers, len(documents))),
    )
    yield from done.iter_rows()


def _start(ray: Any, workers: int, address: str | None) -> None:
    settings: dict[str, Any] = {"log_to_driver": False, "logging_level": "ERROR"}
    if address is None:
        settings |= {"num_cpus": workers, "include_dashboard": False, "object_store_memory": OBJECT_STORE_BYTES}
    for start in range(_STARTS):
        try:
            ray.init(address=address or "local", **settings)
            return
        except Exception as error:  # Ray raises nothing more special when its processes do not come up.
            ray.shutdown()
            if start == _STARTS - 1:
                raise BuildError(f"Ray ({address or 'local'}) does not start: {one_line(error)}") from error
