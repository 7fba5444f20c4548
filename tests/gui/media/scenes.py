"""Drawn pictures that look a little like photographs of streets: no person and no real place."""

import io
import random

from PIL import Image, ImageDraw, ImageFilter

_SKIES = ((172, 196, 220), (214, 190, 160), (140, 150, 165), (200, 214, 228), (96, 104, 128))
_EARTHS = ((150, 132, 108), (120, 112, 100), (172, 150, 118), (104, 98, 92))


def scene(seed, size=(1600, 1200)):
    """A street under a sky, with houses, holes in them, and smoke."""
    made = random.Random(seed)
    image = Image.new("RGB", size, made.choice(_SKIES))
    drawing = ImageDraw.Draw(image)
    width, height = size
    horizon = int(height * made.uniform(0.5, 0.66))
    _sky(drawing, made, width, horizon)
    _smoke(image, made, horizon)
    drawing.rectangle((0, horizon, width, height), fill=made.choice(_EARTHS))
    left = 0
    while left < width:
        left += _house(drawing, made, left, horizon, height) + made.randint(0, 60)
    _rubble(drawing, made, width, horizon, height)
    return image.filter(ImageFilter.GaussianBlur(1.2))


def jpeg(seed, size=(1600, 1200), exif=None):
    """The bytes of a scene."""
    memory = io.BytesIO()
    scene(seed, size).save(memory, "JPEG", quality=82, **({"exif": exif} if exif else {}))
    return memory.getvalue()


def exif(day="2019:05:06 07:14:22"):
    """What a telephone writes beside a picture."""
    held = Image.Exif()
    held[0x010F], held[0x0110], held[0x0131] = "Example", "Phone 8", "Camera 2.1"
    held[0x0132] = day
    held.get_ifd(0x8769)[0x9003] = day
    place = held.get_ifd(0x8825)
    place[1], place[2] = "N", (35.0, 37.0, 12.4)
    place[3], place[4] = "E", (36.0, 33.0, 58.1)
    return held


def _sky(drawing, made, width, horizon):
    top = drawing.im.getpixel((0, 0))
    for y in range(horizon):
        lift = int(46 * y / horizon)
        drawing.line((0, y, width, y), fill=tuple(min(255, one + lift) for one in top))


def _smoke(image, made, horizon):
    if made.random() < 0.4:
        return
    cloud = Image.new("L", image.size, 0)
    drawing = ImageDraw.Draw(cloud)
    x = made.randint(200, image.width - 200)
    for step in range(26):
        y = horizon - step * horizon // 28
        side = 40 + step * 9
        x += made.randint(-16, 26)
        drawing.ellipse((x - side, y - side, x + side, y + side), fill=made.randint(120, 210))
    image.paste((70, 68, 70), mask=cloud.filter(ImageFilter.GaussianBlur(22)))


def _house(drawing, made, left, horizon, height):
    wide, tall = made.randint(170, 340), made.randint(160, 420)
    grey = made.randint(120, 205)
    wall = (grey, grey - made.randint(4, 16), grey - made.randint(14, 34))
    foot = horizon + made.randint(20, 120)
    drawing.rectangle((left, foot - tall, left + wide, foot), fill=wall)
    for x in range(left + 24, left + wide - 40, 64):
        for y in range(foot - tall + 26, foot - 60, 84):
            dark = made.randint(28, 70)
            drawing.rectangle((x, y, x + 34, y + 48), fill=(dark, dark, dark + 8))
    if made.random() < 0.5:
        x, y, side = left + wide // 2, foot - tall, made.randint(50, 110)
        points = [(x + made.randint(-side, side), y + made.randint(-10, side)) for _ in range(9)]
        drawing.polygon(sorted(points), fill=(52, 48, 46))
    return wide


def _rubble(drawing, made, width, horizon, height):
    for _ in range(240):
        x, y = made.randint(0, width), made.randint(horizon + 60, height)
        side = made.randint(6, 34)
        grey = made.randint(88, 190)
        drawing.polygon(
            [(x, y), (x + side, y - side // 3), (x + side + 8, y + side // 2)],
            fill=(grey, grey - 8, grey - 20),
        )
