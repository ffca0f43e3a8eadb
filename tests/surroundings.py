"""What the tests put in place of the world: no network, a clock that stands still."""

import socket
from datetime import datetime, timedelta


class NetworkUsed(Exception):
    """A test reached for the network: the program works without one."""


def cut_the_network() -> None:
    connect, bind = socket.socket.connect, socket.socket.bind

    def local_only(self: socket.socket, address: object, /) -> None:
        if self.family != getattr(socket, "AF_UNIX", None):
            raise NetworkUsed(address)
        connect(self, address)  # type: ignore[arg-type]

    def bind_local_only(self: socket.socket, address: object, /) -> None:
        if self.family != getattr(socket, "AF_UNIX", None):
            raise NetworkUsed(address)
        bind(self, address)  # type: ignore[arg-type]

    def no_names(host: object, *_rest: object, **_more: object) -> list[object]:
        raise NetworkUsed(host)

    socket.socket.connect = local_only  # type: ignore[method-assign, assignment]
    socket.socket.bind = bind_local_only  # type: ignore[method-assign, assignment]
    socket.getaddrinfo = no_names  # type: ignore[assignment]


class FixedClock:
    """A clock that stands still until the test moves it."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def advance(self, by: timedelta) -> None:
        self.moment += by
