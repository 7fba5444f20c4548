"""Photographs in papers: by consent or rights, without faces, as bare pixels, with words."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pypdf
import pytest
from PIL import Image

from strikelog.domain.briefing_templates import BUILT_IN
from strikelog.domain.identities import Consent, SourceIdentity
from strikelog.domain.media import Blur
from strikelog.domain.photographs import (
    FACES,
    GRAPHIC,
    NO_CONSENT,
    STAYS,
    ChosenPhotograph,
    PhotographNotShown,
    PhotographUnsaid,
)
from strikelog.domain.records import Assessment, Evidence, Incident, Source
from strikelog.services.briefing_drafts import BriefingWish
from strikelog.services.identity_traces import _agreements
from strikelog.services.image_consents import ImageConsents
from tests.briefing.structure import Tree, role
from tests.workspaces import empty_vault

LEVELS = ("full", "partner", "briefing", "public")


def jpeg():
    image, exif, memory = Image.radial_gradient("L").convert("RGB"), Image.Exif(), BytesIO()
    exif[0x010F], exif[0x013B] = "Maker of cameras", "Somebody"
    image.resize((640, 480)).save(memory, "JPEG", exif=exif)
    return memory.getvalue()


@pytest.fixture(scope="module")
def vault():
    workspace = empty_vault()
    yield workspace
    workspace.close()


@pytest.fixture(scope="module")
def shown(vault):
    """A published incident, and a picture of it that a person has made fit for everybody."""
    source = Source(title="A film maker", source_type="ngo_report", access="public")
    incident = Incident(
        title="Strike", tlp="TLP:GREEN", workflow="published", public_summary="A wall fell."
    )
    judged = Assessment(incident_id=incident.id, certainty="confirmed", grading="confirmed")
    vault.recording.add_all([source, incident, judged], "an incident")
    taken = vault.media.take_in_bytes(
        "wall.jpg", jpeg(), source_id=source.id, incident_ids=(incident.id,), title="The wall"
    )
    blurred = vault.media.derive(taken.evidence.id, [Blur(10, 10, 60, 60)])
    fit = replace(blurred, graphic="no", tlp="TLP:GREEN", rights="CC BY, Office")
    return incident, vault.recording.save(fit, blurred).record


def changed(vault, item, **values):
    """The item with other values, put back by the caller."""
    return vault.recording.save(replace(item, **values), vault.finding.get(Evidence, item.id))


def put_back(vault, item):
    now = vault.finding.get(Evidence, item.id)
    vault.recording.save(replace(item, rev=now.rev, updated_at=now.updated_at), now)


def available(vault, item, level="public"):
    found = vault.briefings.photographs_available(level=level)
    return next(one for one in found if one.evidence_id == item.id)


def write(vault, path, incident, *chosen, level="public"):
    template = replace(BUILT_IN["dossier"], level=level)
    wish = BriefingWish(template=template, incident_id=incident.id, photographs=chosen)
    return vault.briefings.write(path, wish)


def test_a_picture_that_is_fit_may_be_shown_at_every_level(vault, shown):
    _, item = shown

    assert [available(vault, item, level).may_be_shown for level in LEVELS] == [True] * 4
    assert available(vault, item).credit == "CC BY, Office"
    assert not available(vault, item).asks_for_faces


@pytest.mark.parametrize(
    ("values", "why", "levels"),
    [
        ({"graphic": "graphic"}, GRAPHIC, LEVELS),
        ({"graphic": "unknown"}, GRAPHIC, LEVELS),
        ({"rights": None}, NO_CONSENT, LEVELS[1:]),
        ({"tlp": "TLP:AMBER"}, STAYS, LEVELS[3:]),
        ({"tlp": None}, STAYS, LEVELS[1:]),
        ({"tlp": "TLP:RED"}, STAYS, LEVELS[1:]),
    ],
)
def test_what_may_not_be_shown_says_why(vault, shown, tmp_path, values, why, levels):
    incident, item = shown
    changed(vault, item, **values)
    try:
        for level in LEVELS:
            reasons = [one.message for one in available(vault, item, level).why_not]
            assert (why in reasons) == (level in levels), level
        chosen = ChosenPhotograph(evidence_id=item.id, alt="A wall")
        with pytest.raises(PhotographNotShown):
            write(vault, tmp_path / "d.pdf", incident, chosen)
        assert not (tmp_path / "d.pdf").exists()
    finally:
        put_back(vault, item)


def test_faces_that_are_not_blurred_need_a_persons_word(vault, shown, tmp_path):
    incident, item = shown
    changed(vault, item, derivation="cropped, written anew as JPEG without metadata")
    chosen = ChosenPhotograph(evidence_id=item.id, alt="A wall")
    try:
        assert available(vault, item).asks_for_faces
        with pytest.raises(PhotographNotShown) as refused:
            write(vault, tmp_path / "d.pdf", incident, chosen)
        assert FACES in str(refused.value)
        write(vault, tmp_path / "d.pdf", incident, replace(chosen, no_faces=True))
    finally:
        put_back(vault, item)


def test_words_for_those_who_do_not_see_are_asked_for(vault, shown, tmp_path):
    incident, item = shown

    with pytest.raises(PhotographUnsaid):
        write(vault, tmp_path / "d.pdf", incident, ChosenPhotograph(evidence_id=item.id, alt=" "))


def test_the_page_holds_bare_pixels_words_and_credit(vault, shown, tmp_path):
    incident, item = shown
    chosen = ChosenPhotograph(evidence_id=item.id, alt="A wall with a hole")

    write(vault, tmp_path / "d.pdf", incident, chosen)

    content = (tmp_path / "d.pdf").read_bytes()
    reader = pypdf.PdfReader(BytesIO(content))
    (image,) = [one for page in reader.pages for one in page.images]
    assert image.image.size == (640, 480)
    assert not image.image.getexif()
    assert b"Maker of cameras" not in content
    assert "CC BY, Office" in "".join(page.extract_text() for page in reader.pages)
    tree = Tree(content)
    assert tree.faults() == []
    assert "A wall with a hole" in [str(one.Alt) for one in tree.elements if role(one) == "Figure"]


def test_without_a_choice_no_picture_is_printed(vault, shown, tmp_path):
    incident, _ = shown
    write(vault, tmp_path / "d.pdf", incident)

    reader = pypdf.PdfReader(tmp_path / "d.pdf")
    assert not [one for page in reader.pages for one in page.images]


# -- consent ---------------------------------------------------------------------------------

TODAY = date(2024, 5, 1)


class Store:
    """Stands for the loader of an open store of identities."""

    def __init__(self, *records):
        self._records = records

    def all(self, kind):
        return [one for one in self._records if isinstance(one, kind)]


def agreed(uses=("publish_image",), **values):
    consent = Consent(method="written", obtained_on=TODAY - timedelta(days=9), uses=uses, **values)
    return _agreements(Store(consent, SourceIdentity(source_id="s", consent_id=consent.id)))


@pytest.mark.parametrize(
    ("uses", "values", "holds"),
    [
        (("publish_image",), {}, True),
        (("publish_named", "internal"), {}, False),
        (("publish_image",), {"expires": TODAY}, True),
        (("publish_image",), {"expires": TODAY - timedelta(days=1)}, False),
        (("publish_image",), {"withdrawn_on": TODAY}, False),
        (("publish_image",), {"withdrawn_on": TODAY + timedelta(days=1)}, True),
        (
            ("publish_image", "courts"),
            {"withdrawn_on": TODAY, "withdrawal_scope": ("courts",)},
            True,
        ),
        (("publish_image",), {"deleted": True}, False),
    ],
)
def test_a_consent_holds_for_its_uses_and_days(vault, uses, values, holds):
    consents = ImageConsents(vault.vault.database)
    consents.renew(agreed(uses, **values))

    assert ("s" in consents.sources(TODAY)) == holds
    assert "s" not in consents.sources(TODAY - timedelta(days=30))
    consents.renew({})
    assert consents.sources(TODAY) == frozenset()


def test_consent_of_the_source_takes_the_place_of_rights(vault, shown):
    _, item = shown
    changed(vault, item, rights=None)
    consents, today = ImageConsents(vault.vault.database), datetime.now(UTC).date()
    try:
        assert not available(vault, item).may_be_shown
        consents.renew({item.source_id: (today - timedelta(days=2), None)})
        assert available(vault, item).may_be_shown
    finally:
        consents.renew({})
        put_back(vault, item)
