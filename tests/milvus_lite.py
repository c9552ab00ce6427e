"""A Milvus Lite of a test's own, and a line to it that can be cut."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from milvus_lite import server_manager_instance


@contextmanager
def lite(path: Path) -> Iterator[str]:
    """Serve a file of Milvus Lite on this machine; gives its address."""
    address = server_manager_instance.start_and_get_uri(str(path))
    assert address is not None
    try:
        yield address
    finally:
        server_manager_instance.release_server(str(path))


class Line:
    """A line to a server, which looks from this end like the server itself."""

    def __init__(self, server: str) -> None:
        """Args: server: `http://127.0.0.1:port`."""
        self._server = ("127.0.0.1", int(server.rpartition(":")[2]))
        self._open: list[socket.socket] = []
        self._is_cut = self._cuts_next = False
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Break all connections, and let no new one through."""
        self._is_cut = True
        held, self._open = self._open, []
        for end in held:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def cut_at_next_request(self) -> None:
        """Cut when the next request is on its way."""
        self._cuts_next = True

    def mend(self) -> None:
        """Let connections through again."""
        self._is_cut = self._cuts_next = False

    def close(self) -> None:
        """Break all connections for good."""
        self.cut()
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            if self._is_cut:
                near.close()
                continue
            far = socket.create_connection(self._server)
            self._open += [near, far]
            threading.Thread(target=self._carry, args=(near, far, True), daemon=True).start()
            threading.Thread(target=self._carry, args=(far, near, False), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket, are_requests: bool) -> None:
        with suppress(OSError):
            while told := source.recv(65536):
                if are_requests and self._cuts_next:
                    self.cut()
                    return
                target.sendall(told)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
