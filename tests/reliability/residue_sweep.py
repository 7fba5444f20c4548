"""T17: unique words go through a whole sitting; afterwards every file around it is searched.

The real program runs with a home, a temporary folder and a runtime folder of its own. It records,
takes in a photograph that carries its taker's name, searches, exports, prints, copies, fails,
crashes by a kill, is opened again, locked, unlocked and closed. Then everything it could have
written is searched for each word in plain, UTF-16, hex, base64, ASCII85, and inside whatever is
deflated. What a workbook or a briefing is there to say may stand in it; nothing else may stand
anywhere. The controls are leaks planted in every place and every disguise.
"""

import base64
import gzip
import secrets
import shutil
from pathlib import Path

from PIL import Image

from strikelog.storage.vault import Vault

from ._disguises import Search
from .experiment import Experiment, Outcome
from .grounds import CHEAP, ground
from .window_driver import running

SAID = (
    *("title", "summary", "public_summary", "capture-where", "capture-what", "capture-source"),
    *("source-title", "source-note", "site-name", "site-alias", "site-note", "claim"),
    *("evidence-title", "photo-name", "restored", "office", "contact", "series", "methodology"),
)
"""What a workbook or a briefing may say, and no other file."""

UNSAID = (
    *("view", "search", "filter", "removed", "draft-title", "draft-date", "copied"),
    *("fault", "thread-fault", "qt-message", "log-message", "warning"),
    *("passphrase", "second-passphrase", "victim", "victim-local"),
    *("photo-artist", "photo-words", "photo-serial", "dialog-folder", "vault-name"),
)
"""What no file outside the vault's encryption may say, but for the names of the person's own."""

_OUTSIDE = {"dialog-folder", "vault-name"}
"""Names that the person gives to folders and files stand in those folders' names."""

_EXIF = {0x013B: "photo-artist", 0x010E: "photo-words", 0xA431: "photo-serial"}


def run(times: int) -> Outcome:
    """Go through so many sittings, each with words of its own, then look for planted leaks."""
    found: list[str] = []
    titles: list[str] = []
    for _ in range(times):
        words = {name: word() for name in (*SAID, *UNSAID)}
        with ground() as folder:
            titles += _sitting(folder, words)
            found += _swept(folder, words)
    planted, seen = _controls()
    return Outcome(
        count=times * len((*SAID, *UNSAID)),
        failures=len(found),
        control=f"{seen} of {planted} planted leaks found",
        control_bites=seen == planted,
        details=tuple(found),
        figures={"titles of windows looked at": f"{len(titles):,}"},
    )


def word() -> str:
    """Make a word that stands nowhere else, long enough to be found in any disguise."""
    return "canary" + secrets.token_hex(12)


def _sitting(folder: Path, words: dict[str, str]) -> list[str]:
    """Do everything, crash, come back, lock, come back, close; give the titles of windows."""
    places = {name: folder / name for name in ("home", "tmp", "runtime", "outputs", "inputs")}
    for place in places.values():
        place.mkdir(mode=0o700)
    photograph(places["inputs"] / f"{words['photo-name']}.jpg", words)
    vault = folder / "vaults" / f"{words['vault-name']}.strikelog"
    vault.parent.mkdir()
    Vault.create(vault, words["passphrase"], cost=CHEAP).close()
    environment = {
        **{name: str(places["home"]) for name in ("HOME", "USERPROFILE", "APPDATA")},
        **dict.fromkeys(("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"), ""),
        **{name: str(places["tmp"]) for name in ("TMPDIR", "TEMP", "TMP")},
        "XDG_RUNTIME_DIR": str(places["runtime"]),
    }
    said = {name: str(place) for name, place in places.items()}
    with running(vault, environment=environment) as program:
        program.ask("unlock", words["passphrase"])
        program.ask("journey", words, said)
        titles = program.ask("titles")
        written = program.ask("written")
        program.ask("dirty", words, said)
        program.end(kill=True)
        heard = program.errors
    # The next start sweeps what the killed one left; it is searched all the same.
    shutil.copytree(places["runtime"], folder / "left-by-the-killed")
    with running(vault, environment=environment) as program:
        program.ask("unlock", words["passphrase"])
        program.ask("dirty", words, said)
        program.lock()
        program.ask("unlock", words["passphrase"])
        titles += program.ask("titles")
        program.end()
        heard += program.errors
    streams = folder / "streams"
    streams.mkdir()
    (streams / "stderr").write_text("".join(heard))
    (streams / "titles").write_text("\n".join(titles))
    (streams / "written").write_text("\n".join(_strays(written, vault, places)))
    shutil.rmtree(places["inputs"])
    return titles


def _strays(written: list[str], vault: Path, places: dict[str, Path]) -> list[str]:
    """Give the files that were written for a moment where nothing is to be written."""
    allowed = (vault, places["outputs"], places["runtime"], places["home"] / ".config")
    return [
        f"written for a moment: {one}"
        for one in written
        if one != "/dev/null" and not any(Path(one).is_relative_to(place) for place in allowed)
    ]


def _swept(folder: Path, words: dict[str, str]) -> list[str]:
    """Give a line for every word that stands where it may not."""
    found = Search(words).in_folder(folder)
    strays = (folder / "streams" / "written").read_text().splitlines()
    assert any(name.startswith("outputs/") for _, name, _ in found), "the outputs say nothing"
    return strays + sorted(
        f"{word} in {name} ({how})"
        for word, name, how in found
        if not (name.startswith("outputs/") and word in SAID)
        and not (word in _OUTSIDE and how.startswith("name"))
    )


def photograph(path: Path, words: dict[str, str]) -> None:
    """Make a photograph that carries who took it, what it shows, and the camera's number."""
    picture = Image.new("RGB", (320, 240), "#336699")
    exif = picture.getexif()
    for tag, name in _EXIF.items():
        exif[tag] = words[name]
    picture.save(path, exif=exif)


def _controls() -> tuple[int, int]:
    """Plant a leak of each kind; give how many, and how many were found."""
    words = {f"leak-{number}": word() for number in range(9)}
    leaks = list(words.values())
    with ground() as folder:
        home = folder / "home"
        home.mkdir()
        (home / "strikelog.log").write_text(f"opened {leaks[0]}")
        (home / "registry.dat").write_bytes(leaks[1].encode("utf-16-le"))
        (home / "QtProject.conf").write_text(f"history=file:///x/{leaks[2]}".encode().hex())
        (home / "settings.b64").write_bytes(base64.b64encode(f"to {leaks[3]}!".encode()))
        (home / "page.a85").write_bytes(base64.a85encode(f"abc{leaks[4]}".encode()))
        (home / "temporary.gz").write_bytes(gzip.compress(leaks[5].encode()))
        (home / f"{leaks[6]}.txt").write_text("")
        photograph(home / "left.jpg", dict.fromkeys(_EXIF.values(), leaks[7]))
        picture = Image.new("RGB", (9, 9))
        picture.save(home / "sheet.pdf", title=leaks[8])
        found = {word for word, _, _ in Search(words).in_folder(folder)}
    return len(words), len(found)


EXPERIMENTS = (
    Experiment(
        name="residue",
        claim="What passes through the program stays in the vault and in what it is told to write.",
        unit="words followed through a sitting",
        run=run,
        short=1,
        long=10,
    ),
)
