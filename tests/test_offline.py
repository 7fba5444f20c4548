"""The hook that refuses every socket beyond this machine; tried in processes of their own."""

import subprocess
import sys

import pytest

from tests.architecture.source_tree import SOURCE

REFUSED = {
    "a socket": "socket.socket(socket.AF_INET)",
    "a socket of the newer protocol": "socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
    "a socket under its other name": "socket.create_connection(('127.0.0.1', 9))",
    "a name": "socket.getaddrinfo('localhost', 80)",
    "a name the old way": "socket.gethostbyname('localhost')",
    "a page": "__import__('urllib.request').request.urlopen('http://127.0.0.1:9/')",
    "an event loop's connection": (
        "__import__('asyncio').run(__import__('asyncio').open_connection('127.0.0.1', 9))"
    ),
}
ALLOWED = {
    "the desktop's own socket": "a, b = socket.socketpair(socket.AF_UNIX); a.close(); b.close()",
    "a pipe": "__import__('os').pipe()",
}


def run(statement, *, hooked=True):
    """Run a statement in a process of its own; give what it raised, or nothing."""
    code = (
        "import socket, sys\n"
        f"sys.path.insert(0, {str(SOURCE)!r})\n"
        "from strikelog.offline import refuse_network\n"
        f"{'refuse_network()' if hooked else ''}\n"
        f"try:\n    {statement}\n"
        "except BaseException as error:\n"
        "    while error is not None and type(error).__name__ != 'NetworkRefused':\n"
        "        error = error.__cause__ or error.__context__\n"
        "    print(type(error).__name__)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.strip()


@pytest.mark.parametrize("statement", REFUSED.values(), ids=REFUSED.keys())
def test_what_would_leave_the_machine_is_refused(statement):
    assert run(statement) == "NetworkRefused"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has none of them")
@pytest.mark.parametrize("statement", ALLOWED.values(), ids=ALLOWED.keys())
def test_what_stays_on_the_machine_is_allowed(statement):
    assert run(statement) == ""


def test_encryption_of_connections_cannot_be_loaded():
    assert run("import ssl; print('loaded')") in ("NoneType", "ModuleNotFoundError")
    assert run("import ssl; print('loaded')", hooked=False) == "loaded"


def test_without_the_hook_nothing_is_refused():
    assert run("socket.socket(socket.AF_INET).close()", hooked=False) == ""
