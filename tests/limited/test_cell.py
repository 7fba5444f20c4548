"""A child without rights: what it can do, what it cannot, and how it ends."""

import os
import sys
import threading
import time
from pathlib import Path

import pytest

from strikelog.domain.errors import StrikelogError
from strikelog.domain.progress import Cancelled
from strikelog.limited import cell as cells
from strikelog.limited.cell import Cell, Failed, Held, Limits, NeededTooMuch, TookTooLong
from tests.limited import hostile

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the limits are POSIX's")

HOSTILE = Path(__file__).with_name("hostile.py")
_START = f"""
import importlib.util, sys
sys.path.insert(0, sys.argv[1])
import strikelog
spec = importlib.util.spec_from_file_location("strikelog.hostile", {str(HOSTILE)!r})
sys.modules["strikelog.hostile"] = module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
from strikelog.limited.child import serve
sys.exit(serve(sys.argv[2:]))
"""


@pytest.fixture
def cell(monkeypatch):
    """A cell whose child also knows the work that misbehaves."""
    monkeypatch.setattr(cells, "_START", _START)
    with Cell() as made:
        yield made


@pytest.fixture
def run(cell):
    def run(name, given=None, content=b"", **rest):
        return cell.run(f"strikelog.hostile:{name}", given or {}, Held(content), **rest)

    return run


def test_it_answers_with_a_value_and_bytes(run):
    answered = run("echo", {"word": "قصف"}, b"abc" * 1_000_000)

    assert answered.value == {"given": "قصف", "size": 3_000_000}
    assert answered.content == b"abc" * 1_000_000


def test_it_reads_the_parts_it_asks_for(run):
    answered = run("parts", {"parts": [[2, 3], [8, 9], [50, 1]]}, b"0123456789")

    assert answered.value == ["234", "89", ""]


def test_a_reason_comes_back_as_its_word(run):
    with pytest.raises(Failed) as caught:
        run("refuse")

    assert caught.value.word == "on_purpose"


def test_the_text_of_a_problem_stays_in_the_child(run):
    with pytest.raises(Failed) as caught:
        run("break_down")

    assert caught.value.word == "ValueError"
    assert "secret" not in repr(caught.value.params)


def test_what_sleeps_is_stopped(run):
    started = time.monotonic()

    with pytest.raises(TookTooLong):
        run("sleep", limits=Limits(seconds=0.4))

    assert time.monotonic() - started < 5


def test_what_spins_is_stopped_by_its_processor_time(run):
    with pytest.raises(TookTooLong) as caught:
        run("spin", limits=Limits(processor_seconds=1, seconds=30))

    assert caught.value.word == "processor"


def test_what_eats_memory_is_stopped(run):
    with pytest.raises(NeededTooMuch):
        run("eat", limits=Limits(memory=512 << 20))


def test_an_answer_without_end_is_not_taken(run):
    with pytest.raises(NeededTooMuch):
        run("flood", limits=Limits(most_answered=1 << 20))


def test_data_are_given_out_up_to_a_limit(run):
    with pytest.raises(Failed) as caught:
        run("echo", {"word": ""}, bytes(2_000), limits=Limits(most_read=1_000))

    assert caught.value.word == "TooMuchAsked"


@pytest.mark.parametrize("name", ["crash", "leave"])
def test_a_child_that_dies_is_replaced(run, name):
    with pytest.raises(Failed):
        run(name)

    assert run("echo", {"word": "alive"}).value == {"given": "alive", "size": 0}


def test_one_piece_of_work_cannot_see_the_last(run):
    assert run("remember", content=b"first").value == ["first"]
    assert run("remember", content=b"second").value == ["second"]


def test_without_the_cell_it_would_see_it():
    hostile.SEEN.clear()

    hostile.remember({}, _Data(b"first"))
    seen = hostile.remember({}, _Data(b"second")).value

    assert seen == ["first", "second"]


@pytest.mark.parametrize(
    ("name", "event"),
    [
        ("read_file", "open"),
        ("write_file", "open"),
        ("list_folder", "os.listdir"),
        ("connect", "socket.__new__"),
        ("start_program", "subprocess.Popen"),
    ],
)
def test_files_network_and_programs_are_out_of_reach(run, tmp_path, name, event):
    path = tmp_path / "file"
    path.write_text("secret")
    given = {"path": str(tmp_path if name == "list_folder" else path)}

    with pytest.raises(Failed) as caught:
        run(name, given)

    assert caught.value.word == f"forbidden {event}"
    assert path.read_text() == "secret"


@pytest.mark.parametrize("name", ["read_file", "write_file", "list_folder", "start_program"])
def test_outside_the_cell_the_same_work_succeeds(tmp_path, name):
    path = tmp_path / "file"
    path.write_text("secret")

    getattr(hostile, name)({"path": str(tmp_path if name == "list_folder" else path)}, None)


def test_no_open_file_and_no_name_of_the_person_is_inherited(run, tmp_path):
    with (tmp_path / "open").open("w") as file:
        os.set_inheritable(file.fileno(), True)

        assert run("open_descriptors").value == []
    assert "HOME" not in run("environment").value


class _Cancelling:
    def __init__(self):
        self.asked = 0

    def report(self, done, total=None, text=""):
        self.asked += 1
        if self.asked > 3:
            raise Cancelled


def test_cancelling_ends_the_child(run, cell):
    with pytest.raises(Cancelled):
        run("sleep", progress=_Cancelling())

    assert cell._child is None
    assert run("echo", {"word": "again"}).value["given"] == "again"


class _Unreadable:
    size = 10

    def read_at(self, offset, length):
        raise DiskGone


class DiskGone(StrikelogError):
    """What reading the data said."""


def test_what_reading_the_data_says_comes_through(cell):
    with pytest.raises(DiskGone):
        cell.run("strikelog.hostile:echo", {"word": ""}, _Unreadable())


def test_work_from_several_threads_waits_its_turn(run):
    answers = []
    threads = [
        threading.Thread(target=lambda n=n: answers.append(run("echo", {"word": n}).value["given"]))
        for n in range(4)
    ]

    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert sorted(answers) == [0, 1, 2, 3]


def test_only_functions_of_the_program_are_run():
    with Cell() as cell, pytest.raises(Failed):
        cell.run("os:getcwd", {}, Held())


def test_a_packaged_program_becomes_the_child_by_a_hidden_argument(monkeypatch):
    source = str(Path(cells.__file__).resolve().parents[2])
    started = f"import sys; sys.path.insert(0, {source!r}); from strikelog.app import main"
    command = [sys.executable, "-c", f"{started}; sys.exit(main())", "--limited-child"]
    monkeypatch.setattr(cells, "_command", lambda modules: [*command, *modules])

    with Cell(("strikelog.media.texts",)) as cell:
        answered = cell.run("strikelog.media.texts:text_head", {}, Held(b"plain words"))

    assert answered.value == "plain words"


class _Data:
    def __init__(self, content):
        self.content = content

    def all(self):
        return self.content
