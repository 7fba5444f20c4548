"""Addresses of archived copies, brought back from a machine with a network: which is of which link.

A web archive puts the address of the page into the address of its copy; where it does not, the
line has both, or there is one link alone that it can be of.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit

from ..domain.changes import Changes
from ..domain.errors import StrikelogError
from ..domain.messages import mark
from ..domain.records import Source
from ..domain.saying import Said
from .finding import Finding
from .recording import Recording, Refused, Revision

PRESERVED = mark("Enter addresses of archived copies")
_ADDRESS = re.compile(r"https?://[^\s<>\"“”«»]+", re.IGNORECASE)
_INSIDE = re.compile(r"https?(?::/{1,2}|%3A%2F%2F)", re.IGNORECASE)
_PORTS = (":80", ":443")

NO_ADDRESS = mark("This is no web address. It begins with http:// or https://.")
THE_PAGE_ITSELF = mark("This is the page itself and not a copy of it.")
OF_WHICH = mark("It does not say of which of the links it is a copy.")
OF_ANOTHER = mark("It is a copy of a page that is not in this list.")


class NoCopy(StrikelogError):
    """What was pasted on a link is no address of a copy of it."""

    message = mark("“{text}” was not entered. {why}")


class NothingToEnter(StrikelogError):
    """None of the lines is the address of a copy of one of the links."""

    message = mark("None of these lines is the address of a copy of one of the links.")


@dataclass(frozen=True, slots=True)
class Unread:
    """A line that led to no copy: its place from one on, and the marked reason."""

    line: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Copies:
    """The address of a copy for each source that has one, and the lines that led to none."""

    by_source: Mapping[str, str]
    unread: tuple[Unread, ...] = ()


def copies_in(text: str, links: Mapping[str, str]) -> Copies:
    """Tell of which link each line gives a copy; `links` are the addresses of pages by source."""
    found: dict[str, str] = {}
    unread: list[Unread] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        copy, told = _read(line, links)
        if copy:
            found.update(dict.fromkeys(told, copy))
        else:
            unread.append(Unread(number, line.strip(), *told))
    return Copies(found, tuple(unread))


def _read(line: str, links: Mapping[str, str]) -> tuple[str, Sequence[str]]:
    """Give the address of a copy with the sources it is of; or nothing, and why."""
    addresses = [one.rstrip(".,;)]") for one in _ADDRESS.findall(line)]
    if not addresses:
        return "", (NO_ADDRESS,)
    pages = {_page(url): url for url in links.values()}
    copies = [one for one in addresses if _page(one) not in pages]
    if not copies:
        return "", (THE_PAGE_ITSELF,)
    copy = copies[-1]
    named = [_page(one) for one in (*addresses, *_inside(copy)) if _page(one) in pages]
    if not named and any(_inside(copy)):
        return "", (OF_ANOTHER,)
    if not named and len(pages) > 1:
        return "", (OF_WHICH,)
    wanted = named[0] if named else next(iter(pages), "")
    return copy, [key for key, url in links.items() if _page(url) == wanted]


def _inside(copy: str) -> Iterator[str]:
    """Give the addresses that an address holds behind its beginning."""
    for place in _INSIDE.finditer(copy, 1):
        inner = unquote(copy[place.start() :])
        yield re.sub(r"^(https?):/{1,2}", r"\1://", inner)


def _page(address: str) -> str:
    """Give an address as it is compared: without what makes no other page of it."""
    try:
        parts = urlsplit(address)
    except ValueError:  # brackets that hold no number of a network
        return address
    host = parts.netloc.lower().removeprefix("www.")
    for port in _PORTS:
        host = host.removesuffix(port)
    path = unquote(parts.path).rstrip("/")
    return f"{host}{path}?{parts.query}" if parts.query else f"{host}{path}"


class Preserving:
    """Enters the addresses of copies at the sources of one vault."""

    def __init__(self, finding: Finding, recording: Recording) -> None:
        self._finding = finding
        self._recording = recording

    def links(self, source_ids: Sequence[str]) -> dict[str, str]:
        """Give the addresses of sources that have one, in the order asked for."""
        found = {one.id: one.url for one in self._finding.owned(Source, "id", source_ids)}
        return {one: url for one in source_ids if (url := found.get(one))}

    def enter_one(self, source_id: str, text: str) -> Changes:
        """Enter the copy of one link, of the first line that says anything.

        Raises NoCopy where that is no address of one, and NothingToEnter where no line says any.
        """
        line = next(iter(text.strip().splitlines()), "")
        copies = copies_in(line, self.links([source_id]))
        for one in copies.unread:
            raise NoCopy(text=one.text, why=Said(one.why))
        return self.enter(copies.by_source)

    def enter(self, by_source: Mapping[str, str]) -> Changes:
        """Enter copies as one step; raises NothingToEnter, and Refused for what is no address."""
        sources = self._finding.owned(Source, "id", list(by_source))
        revisions = [Revision(one, replace(one, archived_url=by_source[one.id])) for one in sources]
        for one in revisions:
            refused = [told for told in self._recording.check(one.after) if told.refuses]
            if refused:
                raise Refused(by_source[one.after.id], refused[0].sentence(), refused)
        applied = self._recording.apply(PRESERVED, revisions)
        if applied is None:
            raise NothingToEnter
        return applied.changes
