"""Sample documents that use every block; their content is about layout alone.

Run as a script with a folder to write them there: python tests/briefing/showcase.py FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

from strikelog.briefing import styles
from strikelog.briefing.bidi import isolated
from strikelog.briefing.blocks import (
    Area,
    Boxed,
    Bullets,
    Drawing,
    Heading,
    Tile,
    Tiles,
    note,
)
from strikelog.briefing.columns import Balanced, SideBySide
from strikelog.briefing.composing import Block
from strikelog.briefing.document import Document, write_document
from strikelog.briefing.flowing import Words, words
from strikelog.briefing.furniture import Masthead, Running, Tlp
from strikelog.briefing.ink import Pen
from strikelog.briefing.styles import BODY, CELL, GREY, LEAD, NAVY, NOTE, RUST, SMALL, Align, Span
from strikelog.briefing.tables import Column, Row, Table

PLACES = [
    ("Kafr Nabl", "كفرنبل"),
    ("Idleb", "إدلب"),
    ("Ma'arrat An Nu'man", "معرة النعمان"),
    ("Saraqeb", "سراقب"),
    ("Khan Shaykhun", "خان شيخون"),
    ("Ariha", "أريحا"),
]
METHOD = (
    "An incident is one attack, or several by the same means within two hours, that physically "
    "affects a civilian site. Each record needs two independent sources, one of them on site, "
    "before it is published as verified; others are listed and not counted in the figures above."
)
RANGES = (
    "Casualty figures are ranges: the lowest and the highest credible count. Where sources "
    "disagree on responsibility, both claims are kept and no party is named in this sample."
)
LONG_MESSAGE = (
    "Sites in معرة النعمان were struck again after they had reopened, within 24 hours in two of "
    "five cases, which keeps patients away long after repairs are finished."
)
METHOD_AR = (
    "الحادثة هي هجوم واحد، أو عدة هجمات بالوسيلة نفسها خلال ساعتين، ألحق ضرراً مادياً بموقع مدني. "
    "لا يُنشر أي سجل بوصفه «موثّقاً» إلا بوجود مصدرين مستقلين على الأقل، أحدهما من موقع الحادثة."
)
RANGES_AR = (
    "أعداد الضحايا نطاقات: أدنى وأعلى رقم موثوق. وعند اختلاف المصادر حول المسؤولية "
    "تُحفظ الروايتان ولا يُسمّى أي طرف."
)


def source(number: int) -> Span:
    """A raised source number that leads to the list of sources."""
    return Span(str(number), BODY.coloured(RUST).raised().linked(f"#source-{number}"))


def bars(pen: Pen, area: Area) -> None:
    """A small bar chart drawn with the pen alone."""
    values = [12, 19, 19, 14, 10, 12, 9, 15, 22, 29, 38, 54]
    step = area.width / len(values)
    for place, value in enumerate(values):
        height = (area.height - 24) * value / max(values)
        x = area.x + place * step + step * 0.18
        pen.fill(x, area.y + 12, step * 0.64, height, colour=NAVY)
        pen.fill(x, area.y + 12, step * 0.64, height / 3, colour=RUST)
        pen.label(x + step * 0.32, area.y + 2, str(place + 1), NOTE, anchor=0.5)
        pen.label(x + step * 0.32, area.y + 15 + height, str(value), SMALL.bold(), anchor=0.5)
    pen.rule(area.x, area.y + 12, area.width, colour=GREY)


def incident_table(count: int) -> Table:
    """Rows with both scripts, ranges, links and one long cell."""
    columns = [
        Column("Date", width=58),
        Column("Site", share=2.2, style=CELL.bold()),
        Column("الموقع", share=2),
        Column("Community", share=2.4),
        Column("Attack"),
        Column("Killed", style=CELL.bold().coloured(RUST), align=Align.TRAILING),
        Column("Grading"),
        Column("Src.", align=Align.TRAILING),
    ]
    return Table(columns, [incident_row(index) for index in range(count)])


def incident_row(index: int) -> Row:
    """One made-up line of the incident table."""
    latin, arabic = PLACES[index % len(PLACES)]
    numbers = [Span(f"{index + 1}", CELL.linked(f"#source-{index % 3 + 1}").coloured(NAVY))]
    return Row(
        [
            f"{index % 28 + 1} May 2019",
            f"{latin} Surgical Hospital",
            f"مستشفى {arabic} الجراحي",
            f"{latin} · {arabic}",
            "Airstrike ×2" if index % 3 else "Barrel bomb, then a second strike on responders",
            "9–11" if index % 2 else "at least 4",
            "High" if index % 4 else "Medium",
            numbers,
        ],
        anchor=f"incident-{index}",
        tint=styles.BLUSH if index == 2 else "",
    )


def sample_note(index: int) -> Block:
    """An incident note as a dossier shows it."""
    latin, arabic = PLACES[index % len(PLACES)]
    body = [
        Span(f"Two munitions struck the yard of مستشفى {arabic} الجراحي in {latin}", BODY),
        source(1),
        Span(" and the road beside it", BODY),
        source(2),
        Span(". Sources agree on the time within ten minutes and differ on the count.", BODY),
    ]
    return note(
        f"SL-2019-{index:04d}",
        f"{latin} · {arabic}",
        meta="5 November 2019, 13:40 local time",
        blocks=[words(body), Bullets(["Time: agreed", "Count: 0–2"])],
        anchor=f"note-{index}",
    )


def english() -> Document:
    """Four pages in English with Arabic names."""
    lead = [
        Span("54 attacks on civilian sites", LEAD.bold()),
        Span(
            " stand in this sample, the highest monthly figure of its series. One in three struck a"
            " health facility; eleven sites had shared their coordinates before they were hit.",
            LEAD,
        ),
    ]
    blocks: list[Block] = [
        words(lead, after=10),
        Tiles(
            [
                Tile("54", "incidents", "+42% on the month before"),
                Tile("18", "on health facilities", "11 hospitals, 7 clinics", marked=True),
                Tile("97–121", "people killed", "incl. 24–31 children", marked=True),
                Tile("203–260", "people injured", "range across sources"),
                Tile("31", "sites out of service", "9 still closed on 2 June"),
            ],
            across=5,
        ),
        Heading("Key messages"),
        Bullets(
            [
                [
                    Span("At least 4 strikes hit ", BODY),
                    Span("مستشفى كفرنبل الجراحي", BODY.bold()),
                    Span(" in Kafr Nabl, Idleb (إدلب)", BODY),
                    source(1),
                    Span(".", BODY),
                ],
                LONG_MESSAGE,
                "Eight incidents carry a single source and are marked so wherever they appear.",
            ]
        ),
        SideBySide(
            [
                [Heading("When", outlined=False), Drawing(150, bars)],
                [
                    Heading("Where", outlined=False),
                    Table(
                        [Column("Place", share=1), Column("Incidents", align=Align.TRAILING)],
                        [[f"{a} · {b}", str(20 - 3 * i)] for i, (a, b) in enumerate(PLACES)],
                    ),
                ],
            ],
            shares=(3, 2),
            before=12,
        ),
        Heading("Most severe incidents"),
        incident_table(30),
        Heading("Incident notes", anchor="notes"),
        Heading("Health", level=2),
        *(sample_note(index) for index in range(4)),
        Heading("Responders", level=2),
        Heading("Second strikes", level=3),
        *(sample_note(index) for index in range(4, 6)),
        Heading("Figures published by others"),
        Boxed(
            [
                words("Not added to our counts.", BODY.bold(), after=3),
                words(
                    "Others publish totals with definitions of their own; they stand apart here."
                ),
                Table(
                    [
                        Column("Who", share=2),
                        Column("What", share=3),
                        Column("Figure", align=Align.TRAILING),
                    ],
                    [
                        ["A monitoring network", "attacks on health care", "85"],
                        ["A ministry", "facilities", "72"],
                    ],
                ),
            ],
            rule=RUST,
        ),
        Heading("Methodology"),
        SideBySide(
            [
                [words(METHOD, SMALL), words(RANGES, SMALL)],
                [words(METHOD_AR, SMALL), words(RANGES_AR, SMALL)],
            ]
        ),
        Heading("Limits"),
        Balanced([words(f"{METHOD} {RANGES}", SMALL) for _ in range(3)]),
        Heading("Nothing to report", level=2),
        Table(
            [Column("Date"), Column("Correction", share=1)],
            [],
            empty="No corrections since the last issue.",
        ),
        Heading("Sources"),
        *(source_entry(number) for number in (1, 2, 3)),
    ]
    return Document(
        "Attacks on civilian sites in north-west Syria",
        blocks,
        masthead=Masthead(
            "Attacks on civilian sites in north-west Syria",
            kicker="STRIKELOG  ·  MONTHLY BRIEFING  ·  NO. 5",
            subtitle="1–31 May 2019   |   data as of 2 June 2019, 18:00 (UTC+3)",
            other="الهجمات على المواقع المدنية في شمال غرب سوريا – أيار ٢٠١٩",
        ),
        running=Running(
            head="Attacks on civilian sites in north-west Syria  ·  1–31 May 2019",
            foot="Sample for layout: figures are made up  ·  SL-B-2019-05",
            tlp=Tlp.AMBER_STRICT,
        ),
    )


def source_entry(number: int) -> Words:
    """An entry of the sources list, which the raised numbers lead to."""
    spans = (
        Span(f"{number}. ", SMALL.bold()),
        Span("Local media centre, كفرنبل, post of 5 November 2019. ", SMALL),
        Span(
            "https://example.org/post/5", SMALL.coloured(NAVY).linked("https://example.org/post/5")
        ),
    )
    return Words(spans, anchor=f"source-{number}", after=3)


def arabic() -> Document:
    """A right-to-left document."""
    rows = [
        [
            isolated(f"2019-05-{day:02d}"),
            f"مستشفى {name} الجراحي",
            f"{name} · {latin}",
            isolated("9–11"),
            "عالية",
        ]
        for day, (latin, name) in enumerate(PLACES, start=5)
    ]
    blocks: list[Block] = [
        words(METHOD_AR, LEAD, after=10),
        Tiles(
            [
                Tile("54", "حادثة", "أيار ٢٠١٩"),
                Tile("18", "على مرافق صحية", "١١ مستشفى", marked=True),
                Tile(isolated("97–121"), "قتيلاً", "منهم ٢٤ طفلاً", marked=True),
                Tile("31", "موقعاً خارج الخدمة", ""),
            ]
        ),
        Heading("أهم الرسائل"),
        Bullets(["قُصف مستشفى كفرنبل الجراحي في كفرنبل (Kafr Nabl) أربع مرات.", METHOD_AR]),
        Heading("أشد الحوادث"),
        Table(
            [
                Column("التاريخ"),
                Column("الموقع", share=2, style=CELL.bold()),
                Column("البلدة", share=2),
                Column("القتلى", align=Align.TRAILING),
                Column("الثقة"),
            ],
            rows,
        ),
        Boxed([words("أرقام نشرها آخرون", BODY.bold()), words(RANGES_AR)], rule=RUST),
        Heading("المنهجية"),
        SideBySide([[words(METHOD_AR, SMALL)], [words(METHOD, SMALL)]]),
        Bullets(["الأول", "الثاني"], numbered=True),
    ]
    return Document(
        "الهجمات على المواقع المدنية في شمال غرب سوريا",
        blocks,
        masthead=Masthead(
            "الهجمات على المواقع المدنية في شمال غرب سوريا",
            kicker="سجل الضربات · نشرة شهرية",
            subtitle="١–٣١ أيار ٢٠١٩",
            other="Attacks on civilian sites, May 2019",
        ),
        running=Running(
            head="الهجمات على المواقع المدنية",
            foot="عينة",
            page="صفحة {page} من {total}",
            tlp=Tlp.RED,
        ),
        language="ar",
        rtl=True,
    )


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    write_document(folder / "english.pdf", english())
    write_document(folder / "arabic.pdf", arabic())
