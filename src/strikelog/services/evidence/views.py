"""Looking at files of evidence: thumbnails, previews and facts, made in a confined child process.

What was made stays in memory only, up to a limit, and is dropped when the vault is locked.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from threading import Lock

from ...domain.errors import StrikelogError
from ...domain.media import Blur, Crop, Edit, Fact, facts_from
from ...domain.messages import mark
from ...domain.progress import Progress
from ...domain.records import Evidence
from ...limited.cell import Answered, Cell, Failed, Limits
from ...media.kinds import PICTURES, TEXT, is_film
from ...storage.blobs import Blobs

_MODULES = tuple(f"strikelog.media.{name}" for name in ("edits", "metadata", "pictures", "texts"))
_MOST_KEPT = 64 << 20
_QUICK = Limits(memory=1 << 30, processor_seconds=20, seconds=30.0)
_EDITING = Limits(memory=2 << 30, processor_seconds=60, seconds=90.0)

Key = tuple[str, int]


class NoPicture(StrikelogError):
    """The item is nothing that can be shown as a picture."""

    message = mark(
        "“{title}” cannot be shown here. Only JPEG, PNG and WebP pictures are opened; "
        "save a copy out to look at it with another program."
    )


class PictureTooLarge(StrikelogError):
    """The picture has more pixels than are decoded."""

    message = mark("“{title}” has too many pixels to be shown safely. Save a copy out instead.")


class PictureDamaged(StrikelogError):
    """The file begins like a picture but does not go on like one."""

    message = mark("“{title}” is damaged or not a real picture, so it cannot be shown.")


class OutsideThePicture(StrikelogError):
    """A region of an edit lies outside the picture."""

    message = mark("A region lies outside the picture. Draw it again.")


class NotHeld(StrikelogError):
    """The bytes of an item are not in this vault."""

    message = mark("The file of “{title}” is not held in this vault.")


class Viewing:
    """Shows what the stored files hold."""

    def __init__(self, blobs: Blobs) -> None:
        self._blobs = blobs
        self._cell = Cell(_MODULES)
        self._made = _Recent(_MOST_KEPT)

    def picture(self, evidence: Evidence, side: int, progress: Progress | None = None) -> bytes:
        """Give a PNG of the picture that fits a square of `side` pixels, upright.

        Raises NoPicture, PictureDamaged, PictureTooLarge, TookTooLong, BlobDamaged.
        """
        key = (evidence.sha256 or "", side)
        if (made := self._made.get(key)) is not None:
            return made
        self._refuse_others(evidence)
        answer = self._run("pictures:thumbnail", {"side": side}, evidence, progress=progress)
        self._made.put(key, answer.content)
        return answer.content

    def size(self, evidence: Evidence) -> tuple[int, int]:
        """Give width and height of the picture as it is seen."""
        self._refuse_others(evidence)
        value = self._run("pictures:thumbnail", {"side": 16}, evidence).value
        width, height = value if isinstance(value, list) else (0, 0)
        return int(width), int(height)

    def facts(self, evidence: Evidence) -> tuple[Fact, ...]:
        """Give what a picture or film says of itself; nothing for other files."""
        mime = evidence.mime or ""
        if mime not in PICTURES and not is_film(mime):
            return ()
        answer = self._run("metadata:facts", {"film": is_film(mime)}, evidence)
        return facts_from(answer.value)

    def text(self, evidence: Evidence) -> str:
        """Give the beginning of a plain text; raises NoPicture for other files."""
        if evidence.mime != TEXT:
            raise NoPicture(title=evidence.title)
        return str(self._run("texts:text_head", {}, evidence).value)

    def edited(
        self, evidence: Evidence, edits: Sequence[Edit], progress: Progress | None = None
    ) -> bytes:
        """Give a working copy of the picture as JPEG."""
        self._refuse_others(evidence)
        given = {"edits": [_plain(one) for one in edits]}
        answer = self._run("edits:working_copy", given, evidence, _EDITING, progress)
        return answer.content

    def for_print(
        self, evidence: Evidence, side: int, progress: Progress | None = None
    ) -> tuple[bytes, tuple[int, int]]:
        """Give the picture's pixels as a new JPEG with nothing beside them, and its size."""
        self._refuse_others(evidence)
        answer = self._run("edits:for_print", {"side": side}, evidence, _EDITING, progress)
        width, height = answer.value if isinstance(answer.value, list) else (0, 0)
        return answer.content, (int(width), int(height))

    def forget(self) -> None:
        """Drop every picture made so far, and the child process."""
        self._made.clear()
        self._cell.close()

    def _run(
        self,
        function: str,
        given: Mapping[str, object],
        evidence: Evidence,
        limits: Limits = _QUICK,
        progress: Progress | None = None,
    ) -> Answered:
        if not evidence.store_path:
            raise NotHeld(title=evidence.title)
        try:
            with self._blobs.opened(evidence.store_path) as reader:
                name = f"strikelog.media.{function}"
                return self._cell.run(name, given, reader, limits=limits, progress=progress)
        except Failed as failure:
            raise _meant(failure, evidence) from failure

    def _refuse_others(self, evidence: Evidence) -> None:
        if evidence.mime not in PICTURES:
            raise NoPicture(title=evidence.title)


def _plain(edit: Edit) -> list[object]:
    if isinstance(edit, Crop | Blur):
        name = "crop" if isinstance(edit, Crop) else "blur"
        return [name, edit.left, edit.top, edit.width, edit.height]
    return ["transcode"]


_MEANINGS: Mapping[str, type[StrikelogError]] = {
    "no_picture": PictureDamaged,
    "not_a_film": PictureDamaged,
    "too_many_pixels": PictureTooLarge,
    "too_large": PictureTooLarge,
    "outside": OutsideThePicture,
}


def _meant(failure: Failed, evidence: Evidence) -> StrikelogError:
    """Say of which item it is; time and memory have sentences of their own."""
    if type(failure) is not Failed:
        return failure
    kind = _MEANINGS.get(failure.word, PictureDamaged)
    return kind(title=evidence.title) if "{title}" in kind.message else kind()


class _Recent:
    """Keeps what was made last, up to so many bytes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held = 0
        self._made: OrderedDict[Key, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key) -> bytes | None:
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
            return self._made.get(key)

    def put(self, key: Key, content: bytes) -> None:
        with self._lock:
            self._held += len(content) - len(self._made.pop(key, b""))
            self._made[key] = content
            while self._held > self._most:
                _, dropped = self._made.popitem(last=False)
                self._held -= len(dropped)

    def clear(self) -> None:
        with self._lock:
            self._made.clear()
            self._held = 0
