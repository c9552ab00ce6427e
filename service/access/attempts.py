"""How often one client may try a wrong token before it has to wait."""

import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import Callable

MOST = 10
WINDOW_SECONDS = 300.0
# A table of this many is some megabytes; beyond it the client seen longest ago is forgotten.
MOST_CLIENTS = 10_000


def client_of(address: str | None) -> str:
    """Give what attempts are counted under: the address, of IPv6 the network of 64 bits that one client has."""
    try:
        parsed = ipaddress.ip_address(address or "")
    except ValueError:
        return address or ""
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(parsed.ipv4_mapped or ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)


class Attempts:
    """Counts failures a client and window of time; for use within one thread, such as the event loop's."""

    def __init__(
        self, most: int = MOST, seconds: float = WINDOW_SECONDS, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._most = most
        self._seconds = seconds
        self._now = now
        self._failed: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def wait(self, client: str) -> int:
        """Give how many seconds a client has to wait before its next attempt; 0 where it may try now."""
        since, count = self._failed.get(client, (0.0, 0))
        left = since + self._seconds - self._now()
        return math.ceil(left) if count >= self._most and left > 0 else 0

    def fail(self, client: str) -> None:
        """Count a failure."""
        now = self._now()
        since, count = self._failed.pop(client, (now, 0))
        self._failed[client] = (since, count + 1) if now < since + self._seconds else (now, 1)
        if len(self._failed) > MOST_CLIENTS:
            self._failed.popitem(last=False)
