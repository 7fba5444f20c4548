"""What tests of the media page start from: pictures, and a vault that holds some."""

import io

import pytest
from PIL import Image, ImageDraw

from strikelog.domain.records import Evidence, Incident


def picture_bytes(color=(200, 60, 40), size=(400, 300), *, form="PNG", exif=None):
    """A picture of one colour with a lighter square in its middle."""
    image = Image.new("RGB", size, color)
    width, height = size
    ImageDraw.Draw(image).rectangle(
        (width // 3, height // 3, width // 2, height // 2), fill=(250, 240, 200)
    )
    memory = io.BytesIO()
    image.save(memory, form, **({"exif": exif} if exif else {}))
    return memory.getvalue()


@pytest.fixture
def make_picture(tmp_path):
    """Writes a picture file."""

    def made(name="street.png", **how):
        path = tmp_path / name
        path.write_bytes(picture_bytes(**how))
        return path

    return made


@pytest.fixture
def incident(workspace):
    """One incident of the worked example."""
    return workspace.finding.all(Incident)[0]


@pytest.fixture
def taken(workspace, make_picture, incident):
    """A picture that was taken in for an incident."""
    made = workspace.media.take_in(make_picture(), incident_ids=(incident.id,))
    assert isinstance(made.evidence, Evidence)
    return made.evidence
