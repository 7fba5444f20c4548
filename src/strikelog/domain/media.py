"""Values around files of evidence: edits of a working copy, facts of a file and their labels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .messages import mark


@dataclass(frozen=True, slots=True)
class Crop:
    """Keep only this part; pixels of the picture as it is seen, from its upper left corner."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Blur:
    """Make this part unrecognisable for good; pixels as in `Crop`."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Transcode:
    """Write the pixels anew and leave everything beside them behind."""


Edit = Crop | Blur | Transcode


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a file says of itself: a machine key, its marked label, and the value as text."""

    key: str
    label: str
    value: str


FACT_LABELS: Mapping[str, str] = {
    "format": mark("Format"),
    "formats": mark("Formats"),
    "width": mark("Width"),
    "height": mark("Height"),
    "duration": mark("Duration in seconds"),
    "created": mark("Created"),
    "modified": mark("Changed"),
    "captured": mark("Captured"),
    "captured_local": mark("Captured, local time"),
    "captured_offset": mark("Offset from UTC"),
    "digitised_local": mark("Digitised, local time"),
    "modified_local": mark("Changed, local time"),
    "gps_time": mark("Time from GPS"),
    "latitude": mark("Latitude"),
    "longitude": mark("Longitude"),
    "altitude": mark("Altitude in metres"),
    "direction": mark("Direction of view in degrees"),
    "maker": mark("Maker"),
    "model": mark("Model"),
    "serial": mark("Serial number"),
    "lens": mark("Lens"),
    "lens_maker": mark("Maker of the lens"),
    "lens_serial": mark("Serial number of the lens"),
    "owner": mark("Owner of the camera"),
    "artist": mark("Artist"),
    "copyright": mark("Copyright"),
    "software": mark("Software"),
    "computer": mark("Computer"),
    "description": mark("Description"),
    "title": mark("Title"),
    "comment": mark("Comment"),
    "unique_id": mark("Number of the picture"),
    "exposure": mark("Exposure in seconds"),
    "aperture": mark("Aperture"),
    "sensitivity": mark("Sensitivity (ISO)"),
    "focal_length": mark("Focal length in mm"),
    "xmp_created": mark("Created (XMP)"),
    "xmp_modified": mark("Changed (XMP)"),
    "xmp_captured": mark("Captured (XMP)"),
    "xmp_tool": mark("Software (XMP)"),
    "xmp_city": mark("City (XMP)"),
    "xmp_credit": mark("Credit (XMP)"),
    "xmp_latitude": mark("Latitude (XMP)"),
    "xmp_longitude": mark("Longitude (XMP)"),
    "xmp_maker": mark("Maker (XMP)"),
    "xmp_model": mark("Model (XMP)"),
    "xmp_serial": mark("Serial number (XMP)"),
    "xmp_document": mark("Document number (XMP)"),
    "xmp_creator": mark("Creator (XMP)"),
    "xmp_rights": mark("Rights (XMP)"),
    "png_comment": mark("Comment"),
    "png_description": mark("Description"),
    "png_author": mark("Author"),
    "png_creation_time": mark("Created"),
    "png_software": mark("Software"),
    "png_title": mark("Title"),
}
"""What each key of a fact is called."""


def facts_from(pairs: object) -> tuple[Fact, ...]:
    """Make facts of pairs of key and value; what has no label is left out."""
    found = pairs if isinstance(pairs, Sequence) else ()
    return tuple(
        Fact(str(key), FACT_LABELS[str(key)], str(value))
        for key, value in found
        if str(key) in FACT_LABELS
    )


def derivation_of(edits: Sequence[Edit]) -> str:
    """Say what was changed, in the words the record keeps: part of the record, so in English."""
    blurred = sum(isinstance(one, Blur) for one in edits)
    said = []
    if any(isinstance(one, Crop) for one in edits):
        said.append("cropped")
    if blurred:
        said.append(f"{blurred} region{'s' if blurred > 1 else ''} blurred")
    return ", ".join([*said, "written anew as JPEG without metadata"])
