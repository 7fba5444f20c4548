"""T20 for PDFs: names and numbers planted into each kind of place of a real one do not get out.

A briefing of the worked example is made, and a leak is put into it: into a paragraph, a cell, a
bookmark, a property, the metadata, a link, the words of a picture, an attached file, a picture's
own data, or behind the end of the file. Beside each leak stands the same hand with the name of
somebody else. The control looks for the name in the bytes, as a search of the file would.
"""

import random
from collections import Counter
from io import BytesIO

import pikepdf
from PIL import Image

from strikelog.briefing.blocks import Heading
from strikelog.briefing.document import Document, write_document
from strikelog.briefing.flowing import words
from strikelog.briefing.tables import Column, Table
from strikelog.services.gate_tokens import GateTokens, marks_of
from strikelog.services.paper_gate import PaperGate
from strikelog.services.release_gate import ReleaseGate
from strikelog.services.safekeeping import fill_with_demo
from tests.databases import briefings_over, open_database, recording_over

from .experiment import Experiment, Outcome
from .grounds import ground
from .release_gate import SPELLINGS, TEXTS, VARIED, Person, _person

PEOPLE = 40
VARIANTS_LEAST, ALARMS_MOST = 0.99, 0.02


def _page(*blocks) -> bytes:
    memory = BytesIO()
    write_document(memory, Document("Notes", [Heading("Notes"), *blocks]))
    return memory.getvalue()


def _paragraph(_base: bytes, text: str) -> bytes:
    return _page(words(f"{'One line before. ' * 9}{text}"))


def _cell(_base: bytes, text: str) -> bytes:
    columns = [Column("Code", width=60), Column("What", width=90), Column("More")]
    return _page(Table(columns, [["EX-1", text, "–"]]))


def _with(base: bytes, change) -> bytes:
    with pikepdf.open(BytesIO(base)) as file:
        change(file)
        memory = BytesIO()
        file.save(memory)
    return memory.getvalue()


def _bookmark(base: bytes, text: str) -> bytes:
    def change(file):
        with file.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(text, 0))

    return _with(base, change)


def _property(base: bytes, text: str) -> bytes:
    return _with(base, lambda file: file.docinfo.__setitem__("/Subject", text))


def _metadata(base: bytes, text: str) -> bytes:
    def change(file):
        with file.open_metadata() as metadata:
            metadata["dc:description"] = text

    return _with(base, change)


def _note(base: bytes, text: str) -> bytes:
    def change(file):
        note = pikepdf.Dictionary(
            Type=pikepdf.Name("/Annot"),
            Subtype=pikepdf.Name("/Text"),
            Rect=[0, 0, 9, 9],
            Contents=text,
        )
        file.pages[0].Annots = file.make_indirect([file.make_indirect(note)])

    return _with(base, change)


def _alternative(base: bytes, text: str) -> bytes:
    def change(file):
        for one in file.objects:
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure":
                one.Alt = text
                return

    return _with(base, change)


def _unused(base: bytes, text: str) -> bytes:
    return _with(base, lambda file: file.Root.__setattr__("Kept", file.make_stream(text.encode())))


def _attached(base: bytes, text: str) -> bytes:
    return _with(base, lambda file: file.attachments.__setitem__("notes.txt", text.encode()))


def _photograph(base: bytes, text: str) -> bytes:
    memory, exif = BytesIO(), Image.Exif()
    exif[0x010E] = text
    Image.new("RGB", (40, 30)).save(memory, "JPEG", exif=exif)

    def change(file):
        image = file.make_stream(
            memory.getvalue(),
            Type=pikepdf.Name("/XObject"),
            Subtype=pikepdf.Name("/Image"),
            Filter=pikepdf.Name("/DCTDecode"),
        )
        file.pages[0].Resources.XObject = pikepdf.Dictionary(Im=image)

    return _with(base, change)


def _behind(base: bytes, text: str) -> bytes:
    return base + b"\n" + text.encode()


READ = (_paragraph, _cell, _bookmark, _property, _metadata, _note, _alternative, _unused, _behind)
"""Places whose text is read and compared."""

REFUSED = (_attached, _photograph)
"""Places that no paper of ours has, so that whatever stands there stops it."""


def run(times: int) -> Outcome:
    """Plant so many leaks, and as many names of others."""
    chance = random.Random(times)
    stopped, missed = Counter(), Counter()
    alarms = clean = seen = 0
    with ground() as folder:
        database = open_database(folder)
        try:
            fill_with_demo(recording_over(database), database, 1)
            people = [_person(chance) for _ in range(PEOPLE)]
            GateTokens(database).renew(
                {f"{n}": marks_of([one.name], [one.number]) for n, one in enumerate(people)}
            )
            gate, base = PaperGate(ReleaseGate(database)), _base(database, folder)
            for at in range(times):
                how, place = _chosen(at)
                said = SPELLINGS[how](chance.choice(people), chance)
                text = chance.choice(TEXTS).format(said)
                content = place(base, text)
                (stopped if gate.scan(content, "public") else missed)[how] += 1
                seen += said.encode() in content
                if place in READ:
                    clean += 1
                    alarms += bool(gate.scan(place(base, _other(people, chance)), "public"))
        finally:
            database.close()
    return _outcome(times, stopped, missed, alarms=alarms / max(1, clean), seen=seen / times)


def _chosen(at: int):
    places = (*READ, *REFUSED)
    return list(SPELLINGS)[at % len(SPELLINGS)], places[(at // len(SPELLINGS)) % len(places)]


def _base(database, folder) -> bytes:
    path = folder / "briefing.pdf"
    briefings_over(database).make(path)
    content = path.read_bytes()
    assert PaperGate(ReleaseGate(database)).scan(content, "briefing") == []
    return content


def _other(people: list[Person], chance: random.Random) -> str:
    kept = {one.spellings for one in people}
    other = _person(chance)
    while other.spellings in kept:
        other = _person(chance)
    return chance.choice(TEXTS).format(chance.choice((*other.spellings, other.number)))


def _outcome(
    times: int, stopped: Counter, missed: Counter, *, alarms: float, seen: float
) -> Outcome:
    def rate(spellings) -> float:
        good = sum(stopped[one] for one in spellings)
        return good / max(1, good + sum(missed[one] for one in spellings))

    folded = [one for one in SPELLINGS if one not in VARIED]
    failures = sum(missed[one] for one in folded)
    failures += sum(missed[one] for one in VARIED) * (rate(VARIED) < VARIANTS_LEAST)
    failures += int(alarms * times) * (alarms > ALARMS_MOST)
    return Outcome(
        count=times,
        failures=failures,
        control=f"looked for in the bytes, {1 - seen:.0%} of the leaks go through",
        control_bites=seen < 0.5,
        details=tuple(f"{one}: {n} missed" for one, n in missed.items()) * bool(failures),
        figures={
            "exact and folded": f"{rate(folded):.2%}",
            "variants": f"{rate(VARIED):.2%}",
            "false alarms": f"{alarms:.2%}",
        },
    )


EXPERIMENTS = (
    Experiment(
        name="release-gate-papers",
        claim="No name or number of a protected person leaves in a PDF, wherever it stands",
        unit="leaks in 11 kinds of places",
        run=run,
        short=132,
        long=6_600,
    ),
)
