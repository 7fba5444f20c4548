"""Work that misbehaves; loaded into the child as a module of the program's own."""

import faulthandler
import os
import socket
import subprocess
import time
from pathlib import Path

from strikelog.limited.child import Answer, Unusable

SEEN = []


def echo(given, data):
    return Answer({"given": given["word"], "size": data.size}, data.all())


def parts(given, data):
    return Answer([data.read_at(*part).decode() for part in given["parts"]])


def sleep(given, data):
    time.sleep(60)
    return Answer()


def spin(given, data):
    while True:
        pass


def eat(given, data):
    eaten = []
    while True:
        eaten.append(bytearray(16 << 20))


def flood(given, data):
    return Answer(None, bytes(4 << 20))


def crash(given, data):
    faulthandler._sigsegv()
    return Answer()


def leave(given, data):
    os._exit(7)


def refuse(given, data):
    raise Unusable("on_purpose")


def break_down(given, data):
    raise ValueError("a secret that must stay in the child")


def remember(given, data):
    SEEN.append(data.all().decode())
    return Answer(list(SEEN))


def read_file(given, data):
    return Answer(Path(given["path"]).read_text())


def write_file(given, data):
    Path(given["path"]).write_text("out")
    return Answer()


def list_folder(given, data):
    return Answer([one.name for one in Path(given["path"]).iterdir()])


def connect(given, data):
    return Answer(socket.socket().fileno())


def start_program(given, data):
    return Answer(subprocess.run(["true"], check=False).returncode)


def environment(given, data):
    return Answer(sorted(os.environ))


def open_descriptors(given, data):
    found = []
    for number in range(3, 64):
        try:
            os.fstat(number)
        except OSError:
            continue
        found.append(number)
    return Answer(found)
