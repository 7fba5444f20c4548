"""Pictures and films made for tests, and data as a confined child sees them."""

import struct
from io import BytesIO

from PIL import ExifTags, Image, PngImagePlugin


class Data:
    """Bytes that are asked for in parts; tells how many were."""

    def __init__(self, content, size=None):
        self.content = content
        self.size = len(content) if size is None else size
        self.asked = 0

    def read_at(self, offset, length):
        self.asked += length
        return self.content[offset : offset + length]

    def all(self):
        return self.read_at(0, self.size)


def picture(size=(80, 40), colour=(200, 30, 30)):
    return Image.new("RGB", size, colour)


def saved(image, kind="JPEG", **rest):
    memory = BytesIO()
    image.save(memory, kind, **rest)
    return memory.getvalue()


def full_exif(orientation=1):
    """Metadata as a telephone writes them, with canaries in them."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "CanaryMaker"
    exif[ExifTags.Base.Model] = "CanaryPhone"
    exif[ExifTags.Base.Artist] = "CanaryArtist"
    exif[ExifTags.Base.Orientation] = orientation
    shot = exif.get_ifd(ExifTags.IFD.Exif)
    shot[ExifTags.Base.DateTimeOriginal] = "2019:05:06 13:05:00"
    shot[ExifTags.Base.OffsetTimeOriginal] = "+03:00"
    shot[ExifTags.Base.BodySerialNumber] = "CanarySerial"
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef] = "N"
    place[ExifTags.GPS.GPSLatitude] = (35.0, 36.0, 36.0)
    place[ExifTags.GPS.GPSLongitudeRef] = "E"
    place[ExifTags.GPS.GPSLongitude] = (36.0, 33.0, 0.0)
    place[ExifTags.GPS.GPSAltitude] = 640.0
    place[ExifTags.GPS.GPSDateStamp] = "2019:05:06"
    place[ExifTags.GPS.GPSTimeStamp] = (10.0, 5.0, 0.0)
    return exif


def telling_jpeg(size=(80, 40), orientation=1):
    return saved(picture(size), exif=full_exif(orientation), comment=b"CanaryComment")


def telling_png():
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "CanaryAuthor")
    texts.add_itxt(
        "XML:com.adobe.xmp",
        '<x:xmpmeta><rdf:Description xmp:CreatorTool="CanaryTool" '
        'exif:GPSLatitude="35,36.6N"><dc:creator><rdf:Seq><rdf:li>CanaryCreator</rdf:li>'
        "</rdf:Seq></dc:creator></rdf:Description></x:xmpmeta>",
    )
    return saved(picture(), "PNG", pnginfo=texts)


def box(kind, *content):
    inner = b"".join(content)
    return struct.pack(">I4s", 8 + len(inner), kind) + inner


SINCE_1904 = 2_082_844_800


def film(*, brand=b"qt  ", at=1_557_129_900, far=False, extra=b""):
    """A film without frames: two minutes and a half, 1920 × 1080, with its place and maker."""
    made = at + SINCE_1904
    header = struct.pack(">B3xIIII", 0, made, made, 600, 90_000) + bytes(80)
    track = bytes(76) + struct.pack(">II", 1920 << 16, 1080 << 16)
    formats = struct.pack(">II", 0, 1) + box(b"avc1", bytes(8))
    place = b"+35.6100+036.5500+640.000/"
    moov = box(
        b"moov",
        box(b"mvhd", header),
        box(b"trak", box(b"tkhd", track), _media(box(b"stsd", formats))),
        box(
            b"udta",
            box(b"\xa9xyz", struct.pack(">HH", len(place), 0x15C7), place),
            box(b"\xa9mak", struct.pack(">HH", 6, 0), b"Canary"),
        ),
        extra,
    )
    frames = box(b"mdat", bytes(5_000))
    parts = (frames, moov) if far else (moov, frames)
    return box(b"ftyp", brand, bytes(4)) + b"".join(parts)


def _media(stsd):
    return box(b"mdia", box(b"minf", box(b"stbl", stsd)))


def apple_metadata(**values):
    """Metadata as an iPhone writes them: a list of keys, then items by their place in it."""
    names = {
        "model": "com.apple.quicktime.model",
        "place": "com.apple.quicktime.location.ISO6709",
        "captured": "com.apple.quicktime.creationdate",
    }
    keys = [names[key].encode() for key in values]
    table = b"".join(struct.pack(">I4s", 8 + len(key), b"mdta") + key for key in keys)
    items = b"".join(
        box(struct.pack(">I", number), box(b"data", struct.pack(">II", 1, 0), text.encode()))
        for number, text in enumerate(values.values(), start=1)
    )
    return box(
        b"meta",
        box(b"hdlr", bytes(24)),
        box(b"keys", struct.pack(">II", 0, len(keys)), table),
        box(b"ilst", items),
    )
