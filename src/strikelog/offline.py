"""No network: the one hook that refuses every socket but those that stay on this machine.

Python tells an audit hook of every socket before it is made; once added, a hook cannot be taken
away again, neither by us nor by a library that would rather have one.
"""

import sys

_LOCAL = 1
"""AF_UNIX, by its number, so that nothing here has to load what could speak to a network."""

_NEVER = frozenset(
    {
        "socket.getaddrinfo",
        "socket.gethostbyname",
        "socket.gethostbyaddr",
        "socket.getnameinfo",
    }
)
_ON_SOCKET = frozenset({"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"})


class NetworkRefused(RuntimeError):
    """Some code asked for a network; strikelog has none, so this is a fault of the program."""


def refuse_network() -> None:
    """Refuse, for as long as this process lives, what would reach beyond this machine.

    Nobody can load encryption of connections either; asyncio, which SQLAlchemy loads for two
    classes, does without it.
    """
    sys.addaudithook(_refuse)
    for name in ("ssl", "_ssl"):
        sys.modules.setdefault(name, None)  # type: ignore[arg-type] # None is how an import fails


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event[:7] != "socket.":
        return
    if event == "socket.__new__":
        family: object = arguments[1]
    elif event in _ON_SOCKET:
        family = getattr(arguments[0], "family", None)
    else:
        family = None if event in _NEVER else _LOCAL
    if family != _LOCAL:
        raise NetworkRefused(event)
