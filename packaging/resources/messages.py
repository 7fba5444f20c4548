"""Brings the translation catalogues up to date with the texts marked in the program.

    python packaging/resources/messages.py

Every text given to ``mark()`` gets an entry, in the order of the modules and their lines; new
ones stay blank for the translator and are listed, entries of texts that are gone are dropped.
Nothing is guessed: a reworded sentence is a new one. A second run changes nothing.
"""

import ast
import sys
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "src" / "strikelog"
CATALOGUES = ROOT / "resources" / "locale"


def marked_in(source: str) -> Iterator[str]:
    """Give the texts that a module marks, in the order of its lines."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        if isinstance(call.func, ast.Name) and call.func.id == "mark":
            yield str(ast.literal_eval(call.args[0]))


def marked_texts(modules: Iterable[Path]) -> dict[str, list[str]]:
    """Give every marked text with the modules that mark it."""
    found: dict[str, list[str]] = {}
    for module in modules:
        place = module.relative_to(ROOT).as_posix()
        for text in marked_in(module.read_text("utf-8")):
            places = found.setdefault(text, [])
            if place not in places:
                places.append(place)
    return found


def brought_up_to_date(old: Catalog, texts: Mapping[str, list[str]]) -> Catalog:
    """Make a catalogue of exactly these texts, with the translations that are known."""
    new = Catalog(locale=old.locale, header_comment=old.header_comment, fuzzy=False)
    new.mime_headers = [(name, value) for name, value in old.mime_headers if name in _KEPT]
    for text, places in texts.items():
        known = old.get(text)
        new.add(
            text,
            known.string if known else "",
            locations=[(place, 0) for place in places],
            user_comments=known.user_comments if known else (),
        )
    return new


_KEPT = frozenset(
    {
        *("Language", "Plural-Forms"),
        *("MIME-Version", "Content-Type", "Content-Transfer-Encoding"),
    }
)
"""Headers that say something; dates and tools would only make noise in the history."""


def refresh(path: Path, texts: Mapping[str, list[str]]) -> list[str]:
    """Rewrite one catalogue and give the texts that still lack a translation."""
    with path.open("rb") as stream:
        old = read_po(stream, locale=path.parents[1].name)
    new = brought_up_to_date(old, texts)
    written = BytesIO()
    write_po(written, new, width=0, include_lineno=False)
    path.write_bytes(_plain_header(written.getvalue()))
    return [str(message.id) for message in new if message.id and not message.string]


def _plain_header(content: bytes) -> bytes:
    """Leave out the headers that change without a change of words."""
    lines = content.decode("utf-8").split("\n")
    blank = lines.index("")
    header = [line for line in lines[:blank] if not line.startswith('"') or _is_kept(line)]
    return "\n".join([*header, *lines[blank:]]).encode("utf-8")


def _is_kept(line: str) -> bool:
    return line[1:].partition(":")[0] in _KEPT


def main() -> int:
    """Refresh every catalogue; the exit code tells whether something is left to translate."""
    texts = marked_texts(sorted(SOURCES.rglob("*.py")))
    missing = False
    for path in sorted(CATALOGUES.glob("*/LC_MESSAGES/strikelog.po")):
        for text in refresh(path, texts):
            print(f"{path.parents[1].name}: not translated: {text}")
            missing = True
    return int(missing)


if __name__ == "__main__":
    sys.exit(main())
