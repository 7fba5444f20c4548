"""How long functions, classes and files are; ``make sizes`` prints it, a test holds the limits.

A function's length is every line from its ``def`` to its last, docstring included.
"""

import ast
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = (ROOT / "src" / "strikelog", ROOT / "packaging")
LONGEST_FUNCTION = 50
LONGEST_CLASS = 250
LONGEST_FILE = 400
LONGEST_MAIN_WINDOW = 250
MEDIAN_FUNCTION = 8


@dataclass(frozen=True)
class Piece:
    """A function, class or file, with its length in lines."""

    name: str
    lines: int

    def __str__(self):
        return f"{self.lines:5}  {self.name}"


@dataclass(frozen=True)
class Sizes:
    """All pieces of a tree of Python files."""

    functions: list[Piece]
    classes: list[Piece]
    files: list[Piece]

    @property
    def median_function(self):
        """The length that half of the functions do not exceed."""
        return statistics.median(piece.lines for piece in self.functions)

    @property
    def too_long(self):
        """Every piece beyond its limit, longest first."""
        beyond = [
            *over(LONGEST_FUNCTION, self.functions),
            *over(LONGEST_CLASS, self.classes),
            *over(LONGEST_FILE, self.files),
            *over(LONGEST_MAIN_WINDOW, main_windows(self.files)),
        ]
        return sorted(set(beyond), key=lambda piece: -piece.lines)


def over(limit: int, pieces: list[Piece]) -> list[Piece]:
    return [piece for piece in pieces if piece.lines > limit]


def main_windows(files: list[Piece]) -> list[Piece]:
    return [piece for piece in files if piece.name.endswith("main_window.py")]


def python_files(*folders: Path) -> list[Path]:
    return sorted(path for folder in folders for path in folder.rglob("*.py"))


def measure(paths: list[Path]) -> Sizes:
    sizes = Sizes([], [], [])
    for path in paths:
        name = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
        text = path.read_text(encoding="utf-8")
        sizes.files.append(Piece(name, len(text.splitlines())))
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                sizes.functions.append(_piece(name, node))
            elif isinstance(node, ast.ClassDef):
                sizes.classes.append(_piece(name, node))
    return sizes


def _piece(file: str, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> Piece:
    return Piece(f"{file}:{node.lineno} {node.name}", node.end_lineno - node.lineno + 1)


def report(sizes: Sizes) -> Iterator[str]:
    lines = sum(piece.lines for piece in sizes.files)
    yield f"{lines} lines in {len(sizes.files)} files, {len(sizes.functions)} functions"
    yield f"median function: {sizes.median_function:g} lines (limit {MEDIAN_FUNCTION})"
    yield from _section(f"functions over {LONGEST_FUNCTION}", LONGEST_FUNCTION, sizes.functions)
    yield from _section(f"classes over {LONGEST_CLASS}", LONGEST_CLASS, sizes.classes)
    yield from _section(f"files over {LONGEST_FILE}", LONGEST_FILE, sizes.files)
    yield from _section(
        f"main window over {LONGEST_MAIN_WINDOW}", LONGEST_MAIN_WINDOW, main_windows(sizes.files)
    )


def _section(title: str, limit: int, pieces: list[Piece]) -> Iterator[str]:
    found = sorted(over(limit, pieces), key=lambda piece: -piece.lines)
    yield f"{title}: {len(found) or 'none'}"
    yield from map(str, found)


def main() -> int:
    """Print the sizes; 1 when a limit is passed."""
    sizes = measure(python_files(*SOURCES))
    print("\n".join(report(sizes)))
    return int(bool(sizes.too_long) or sizes.median_function > MEDIAN_FUNCTION)


if __name__ == "__main__":
    sys.exit(main())
