"""What an answer consists of: values that one view shows and that can be copied as text.

Texts are finished and in the language of the window; a wish says where a line leads.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from strikelog.drawing.axes import Measure
from strikelog.drawing.shapes import Drawing
from strikelog.gui.pages.wishes import Wish
from strikelog.gui.style import Tone


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of what follows."""

    text: str

    def lines(self) -> Iterator[str]:
        """Give it as lines of text."""
        yield from ("", self.text)


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph; a quiet one is for what explains and does not tell."""

    text: str
    is_quiet: bool = False

    def lines(self) -> Iterator[str]:
        """Give it as lines of text."""
        yield self.text


@dataclass(frozen=True, slots=True)
class Verdict:
    """A judgement in a word or two, and the sentence why."""

    text: str
    tone: Tone
    why: str = ""

    def lines(self) -> Iterator[str]:
        """Give it as lines of text."""
        yield f"{self.text}: {self.why}" if self.why else self.text


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures side by side, each over the word that says what it counts."""

    of: tuple[tuple[str, str], ...]

    def lines(self) -> Iterator[str]:
        """Give it as lines of text."""
        yield from (f"{figure} {caption}" for figure, caption in self.of)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of something: a label and a value a line."""

    of: tuple[tuple[str, str], ...]

    def lines(self) -> Iterator[str]:
        """Give it as lines of text."""
        yield from (f"{name}: {said}" for name, said in self.of)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; with a tone it is a pill."""

    text: str
    tone: Tone | None = None
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table, where it leads, and what can be dismissed with it."""

    cells: tuple[Cell, ...]
    wish: Wish | None = None
    found: object = None


@dataclass(frozen=True, slots=True)
class Table:
    """Lines under headings; the column `wide` takes what room is left."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    wide: int = 0

    def lines(self) -> Iterator[str]:
        """Give it as lines of text."""
        yield "\t".join(self.columns)
        yield from ("\t".join(cell.text for cell in row.cells) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Square:
    """A cell of a matrix; the sign says by shape what the tone says by colour."""

    text: str
    tone: Tone | None = None
    icon: str = ""
    spoken: str = ""
    wish: Wish | None = None
    is_faint: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A matrix: names of its columns and rows, and a square where they meet."""

    name: str
    across: tuple[str, ...]
    down: tuple[str, ...]
    squares: tuple[tuple[Square, ...], ...]

    def lines(self) -> Iterator[str]:
        """Give it as lines of text."""
        yield "\t".join(("", *self.across))
        for name, row in zip(self.down, self.squares, strict=True):
            yield "\t".join((name, *(square.text for square in row)))


@dataclass(frozen=True, slots=True)
class Side:
    """One of several accounts that stand beside each other: what it says and who says so."""

    title: str
    lines: tuple[str, ...]
    wish: Wish | None = None
    note: str = ""

    def __str__(self) -> str:
        return " – ".join(filter(None, (self.title, *self.lines, self.note)))


@dataclass(frozen=True, slots=True)
class Sides:
    """Accounts beside each other."""

    of: tuple[Side, ...]

    def lines(self) -> Iterator[str]:
        """Give it as lines of text."""
        yield from map(str, self.of)


@dataclass(frozen=True, slots=True)
class Way:
    """A button that leads somewhere."""

    text: str
    icon: str
    wish: Wish

    def lines(self) -> Iterator[str]:
        """Give it as lines of text."""
        yield from ()


@dataclass(frozen=True, slots=True)
class Tick:
    """A criterion: `state` is met, unmet or unknown; below it what is quoted for it.

    What would answer an open one stands below as well: a way to where it is entered, or the words
    of a button that `accepts` the finding.
    """

    state: str
    text: str
    said: str
    quotes: tuple[Side, ...] = ()
    way: Way | None = None
    accepts: str = ""


@dataclass(frozen=True, slots=True)
class Ticks:
    """Criteria, one under the other."""

    of: tuple[Tick, ...]

    def lines(self) -> Iterator[str]:
        """Give it as lines of text."""
        for tick in self.of:
            yield f"{tick.text}: {tick.said}"
            yield from (f"\t{quote}" for quote in tick.quotes)


@dataclass(frozen=True, slots=True)
class Picture:
    """Something drawn for the width it gets; the keys of its marks lead somewhere."""

    draw: Callable[[float, Measure], Drawing]
    description: str
    wishes: Mapping[str, Wish] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        """Give it as lines of text."""
        yield self.description


@dataclass(frozen=True, slots=True)
class Copied:
    """A button that copies lines of text."""

    text: str
    content: str

    def lines(self) -> Iterator[str]:
        """Give it as lines of text."""
        yield self.content


@dataclass(frozen=True, slots=True)
class Pasting:
    """A field for the addresses of archived copies of links; `links` are the pages by source."""

    links: Mapping[str, str]

    def lines(self) -> Iterator[str]:
        """Give it as lines of text."""
        yield from ()


Block = (
    Heading
    | Words
    | Verdict
    | Figures
    | Facts
    | Table
    | Grid
    | Sides
    | Ticks
    | Picture
    | Pasting
    | Way
    | Copied
)


def as_text(title: str, blocks: Iterable[Block]) -> str:
    """Write an answer as plain text, with tabs between the cells of a line."""
    lines = [title, *(line for block in blocks for line in block.lines())]
    return "\n".join(lines).strip() + "\n"
