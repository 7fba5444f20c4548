"""Which photographs may stand on a printed page: by consent or rights, faces, marks and content."""

from collections.abc import Iterator
from dataclasses import dataclass

from .errors import StrikelogError
from .messages import mark
from .records import Evidence
from .saying import Said, say
from .sharing import OPEN, STRICT

PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})

_BLURRED = "blurred"

NO_PICTURE = mark("it is no JPEG, PNG or WebP picture whose file is held in this vault")
GRAPHIC = mark("nobody has marked it as showing no bodies and no severe injury")
STAYS = mark("it is marked {tlp} and stays in the office")
NO_CONSENT = mark("neither consent to publish the picture nor rights to it are on record")
FACES = mark("its faces are not blurred; make a copy with blurred faces")

BY_CONSENT = mark("the source agreed to the picture being published")
BY_RIGHTS = mark("rights on record: {rights}")


class PhotographNotShown(StrikelogError):
    """A photograph was chosen that may not stand in the briefing."""

    message = mark(
        "The photograph “{title}” cannot be shown: {why}. Take it out of the briefing, or "
        "change its record."
    )


class PhotographUnsaid(StrikelogError):
    """A photograph was chosen, but nobody said what can be seen in it."""

    message = mark(
        "Say what can be seen in the photograph “{title}”, for readers who cannot see it."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenPhotograph:
    """A photograph a person chose for a briefing, with what can be seen in it and whose it is.

    `no_faces` says that the person looked and that nobody can be recognised.
    """

    evidence_id: str
    alt: str
    credit: str = ""
    no_faces: bool = False


def refusals(
    item: Evidence, level: str, *, is_held: bool, has_consent: bool, no_faces: bool
) -> Iterator[Said]:
    """Give why an item may not be printed at a level; nothing when it may.

    Inside the office neither consent nor hidden faces are asked for.
    """
    if item.mime not in PICTURES or not is_held:
        yield Said(NO_PICTURE)
        return
    if item.graphic != "no":
        yield Said(GRAPHIC)
    if level == "full":
        return
    tlp = item.tlp or item.about.tlp
    if tlp in STRICT or (level == "public" and tlp not in OPEN):
        yield say(STAYS, tlp=tlp)
    if not has_consent and not (item.rights or "").strip():
        yield Said(NO_CONSENT)
    if not no_faces and not has_hidden_faces(item):
        yield Said(FACES)


def has_hidden_faces(item: Evidence) -> bool:
    """Tell whether an item is a working copy in which regions were blurred."""
    return bool(item.derived_from_id) and _BLURRED in (item.derivation or "")


def basis_of(item: Evidence, *, has_consent: bool) -> Said | None:
    """Give on what ground an item may be published."""
    rights = (item.rights or "").strip()
    if rights:
        return say(BY_RIGHTS, rights=rights)
    return Said(BY_CONSENT) if has_consent else None
