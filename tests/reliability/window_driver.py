"""The real program in a process of its own, steered through its streams.

Run as `python -m tests.reliability.window_driver`, it is `strikelog` with one thing added: it reads
lines such as `unlock WORDS` and answers each with one line. Locking begins the program anew; the
streams stay, so the one who steers goes on talking to it. `Program` is the other end.
"""

import gc
import json
import os
import queue
import subprocess
import sys
import threading
import time
import traceback
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 240.0


class Gone(Exception):
    """The program ended, or did not answer."""


class Program:
    """Steers one run of the program."""

    def __init__(self, vault=None, *, environment=None, wrapper=()):
        command = [*wrapper, sys.executable, "-m", "tests.reliability.window_driver"]
        self.process = subprocess.Popen(
            [*command, *([str(vault)] if vault else [])],
            cwd=ROOT,
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
                # In a fresh checkout the modules themselves would be compiled and written.
                "PYTHONDONTWRITEBYTECODE": "1",
                "QT_QPA_PLATFORM": "offscreen",
                "DBUS_SESSION_BUS_ADDRESS": "",
                "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nonexistent",
                **(environment or {}),
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        self._answers = queue.Queue()
        self.errors = []
        pumped = (
            (self.process.stdout, self._answers.put),
            (self.process.stderr, self.errors.append),
        )
        self._threads = [threading.Thread(target=_pump, args=one, daemon=True) for one in pumped]
        for thread in self._threads:
            thread.start()
        self.hear("ready")

    def ask(self, step, *words):
        """Have a step done; give what it answers."""
        self.process.stdin.write(" ".join([step, json.dumps(words)]) + "\n")
        return self.hear(step)

    def hear(self, what):
        """Wait for an answer to a step."""
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            try:
                line = self._answers.get(timeout=0.2)
            except queue.Empty:
                if self.process.poll() is not None and self._answers.empty():
                    break
                continue
            word, _, rest = line.partition(" ")
            if word == "failed":
                raise Gone(json.loads(rest))
            if word == what:
                return json.loads(rest)
        raise Gone(f"{what}: {self.process.poll()} {''.join(self.errors)[-2000:]}")

    def lock(self):
        """Press the key; give the seconds until the window was blank and until the prompt."""
        pressed = time.monotonic()
        blank = self.ask("lock")
        ready = self.hear("ready")
        return blank["seconds"], time.monotonic() - pressed, ready

    def end(self, *, kill=False):
        """End the program."""
        if kill:
            self.process.kill()
        elif self.process.poll() is None:
            self.process.stdin.write("quit []\n")
        self.process.wait(PATIENCE)
        for thread in self._threads:
            thread.join(PATIENCE)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            with suppress(BrokenPipeError):  # what a dead program was still to be told
                stream.close()


@contextmanager
def running(vault=None, **further):
    """Run the program as long as the block."""
    program = Program(vault, **further)
    try:
        yield program
    finally:
        program.end(kill=True)


def _pump(stream, take):
    try:
        for line in stream:
            take(line)
    except ValueError:
        pass  # The stream was closed at the end.


# -- the side of the program


WRITTEN = set()
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def _note_writing(event, arguments):
    """Note each file that Python opens for writing, also one that is gone a moment later."""
    if event == "open" and isinstance(arguments[0], str) and arguments[2] & _WRITING:
        WRITTEN.add(arguments[0])


def _keep(remove):
    """Wrap what removes files, so that what openpyxl leaves for a moment can be searched too."""

    def kept(path, *further, **named):
        if "openpyxl." not in os.fspath(path):
            remove(path, *further, **named)

    return kept


def main():
    """Be strikelog, with an ear on the input."""
    sys.addaudithook(_note_writing)
    os.remove = _keep(os.remove)
    import strikelog.app

    # The program does this before it loads the window; here the window is loaded before it.
    strikelog.app.refuse_network()
    from strikelog.gui import running as start

    # The scanner of memory needs no more rights than these; everything else stays as it is.
    strikelog.app.harden_process = lambda: True

    class Heard(start.Guard):
        def __init__(self, app, program, **further):
            super().__init__(app, program, **further)
            self.ear = Ear(self, program)

    start.Guard = Heard
    return strikelog.app.main()


class Ear:
    """Does what the input asks for, one step after the other, between the events of the window."""

    def __init__(self, guard, program):
        from PySide6.QtCore import QTimer

        from tests.reliability import _journey, _window_steps

        _journey.WRITTEN = WRITTEN
        self.steps = {**_window_steps.STEPS, **_journey.STEPS}
        self.guard, self.program = guard, program
        self.kept = {}
        self.blanked_at = 0.0
        self._lines = queue.Queue()
        self._under_way = None
        self._name = ""
        guard.locker.blanked.connect(self._blank)
        self._timer = QTimer(guard, interval=5)
        self._timer.timeout.connect(self._turn)
        self._timer.start()
        threading.Thread(target=_pump, args=(sys.stdin, self._lines.put), daemon=True).start()
        QTimer.singleShot(0, guard, self._ready)

    def answer(self, name, what):
        print(name, json.dumps(what), flush=True)

    def _ready(self):
        screen = self.program.start_window.screen_shown
        said = screen.messages.text if screen is not None else ""
        self.answer("ready", {"screen": type(screen).__name__, "said": said, "argv": sys.argv})

    def _blank(self):
        self.answer("lock", {"seconds": time.monotonic() - self.blanked_at})

    def _turn(self):
        if self._under_way is None:
            try:
                line = self._lines.get_nowait()
            except queue.Empty:
                return
            self._name, _, rest = line.partition(" ")
            words = json.loads(rest)
            del line, rest
            self._under_way = self.steps[self._name](self, *words)
        try:
            said = next(self._under_way)
        except StopIteration as end:
            self._under_way = None
            if self._name != "lock":
                self.answer(self._name, end.value)
            gc.collect(0)
        except Exception:  # noqa: BLE001 - whatever it is, the other end must hear of it
            self._under_way = None
            self.answer("failed", f"{self._name}: {traceback.format_exc()}")
        else:
            assert said is None


if __name__ == "__main__":
    sys.exit(main())
