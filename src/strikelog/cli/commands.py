"""The commands, over the same services as the window.

Each says and does nothing the window would not.
"""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

from .. import __version__
from ..domain.errors import StrikelogError
from ..domain.filter_text import parse_filter
from ..domain.filters import Order
from ..domain.records import Incident, Record
from ..services.certifying import certify_folder
from ..services.recording import Refused
from ..services.safekeeping import (
    DEMO_STEPS,
    counts,
    fill_with_demo,
    read_lines,
    revision_from_plain,
    verify_folder,
)
from ..services.samples import fill_with_sample
from ..services.workspace import Workspace
from .reading import new_passphrase, passphrase
from .showing import TerminalProgress, case_to_plain, print_json, record_line, record_lines

WORLD_SAID_NO = 3
SOMETHING_REFUSED = 4

P = ParamSpec("P")
T = TypeVar("T")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="strikelog")
def commands() -> None:
    """Record attacks on civilian life offline, find them, brief them, exchange them.

    Without a command, strikelog opens its window: `strikelog [VAULT]` or `strikelog --demo`.
    """


def plain_sentences(run: Callable[P, T]) -> Callable[P, T]:
    """Say what the world did in one sentence on standard error and exit with 3."""

    @wraps(run)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return run(*args, **kwargs)
        except StrikelogError as problem:
            click.echo(str(problem), err=True)
            sys.exit(WORLD_SAID_NO)

    return guarded


vault_argument = click.argument("vault", type=click.Path(path_type=Path))
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
quiet_option = click.option("--quiet", is_flag=True, help="Show no progress.")
passphrase_option = click.option(
    "--passphrase-fd", "descriptor", type=int, help="Read the passphrase from this file descriptor."
)
filter_option = click.option("--filter", "asked", default="", help="Filter, as text.")


@contextmanager
def opened(vault: Path, descriptor: int | None) -> Iterator[Workspace]:
    """Open a vault for one command."""
    workspace = Workspace.open(vault, passphrase(descriptor))
    try:
        yield workspace
    finally:
        workspace.close()


@contextmanager
def _made(vault: Path, descriptor: int | None, *, anyway: bool = False) -> Iterator[Workspace]:
    workspace = Workspace.create(vault, new_passphrase(descriptor), anyway=anyway)
    try:
        yield workspace
    finally:
        workspace.close()


@contextmanager
def progress_bar(title: str, *, quiet: bool) -> Iterator[TerminalProgress]:
    """Show progress while a command works."""
    progress = TerminalProgress(title, quiet=quiet)
    try:
        yield progress
    finally:
        progress.close()


def _entity(workspace: Workspace, name: str) -> type[Record]:
    known = {kind.__name__.lower(): kind for kind in workspace.finding.kinds}
    if name.lower() not in known:
        raise click.UsageError(
            f"There is no entity {name}. Entities are: "
            + ", ".join(kind.__name__ for kind in workspace.finding.kinds)
        )
    return known[name.lower()]


def _order(text: str | None) -> Order | None:
    if not text:
        return None
    key, _, direction = text.partition(":")
    return Order(key, descending=direction == "desc")


@commands.command()
@vault_argument
@passphrase_option
@json_option
@click.option("--anyway", is_flag=True, help="Also on a stick, a network or a synchronised folder.")
@plain_sentences
def new(vault: Path, descriptor: int | None, as_json: bool, anyway: bool) -> None:
    """Make an empty vault."""
    with _made(vault, descriptor, anyway=anyway) as workspace:
        made = {"vault": workspace.vault.id}
        print_json(made) if as_json else _tell_made(workspace)


@commands.command()
@vault_argument
@passphrase_option
@json_option
@click.option("--step", type=click.IntRange(DEMO_STEPS[0], DEMO_STEPS[-1]), default=DEMO_STEPS[-1])
@plain_sentences
def demo(vault: Path, descriptor: int | None, as_json: bool, step: int) -> None:
    """Make a vault with the worked example: Kafr Nabl, 2019."""
    with _made(vault, descriptor) as workspace:
        fill_with_demo(workspace.recording, workspace.vault.database, step)
        _print_counts(workspace, as_json=as_json)
        if not as_json:
            _tell_made(workspace)


def _tell_made(workspace: Workspace) -> None:
    """Name the folder that was made; its name has an ending that nobody typed."""
    click.echo(f"Made {workspace.vault.folder.name}.")


@commands.command()
@vault_argument
@passphrase_option
@json_option
@quiet_option
@click.option("--incidents", type=click.IntRange(1), required=True)
@click.option("--seed", type=int, default=1)
@plain_sentences
def sample(
    vault: Path, descriptor: int | None, as_json: bool, quiet: bool, incidents: int, seed: int
) -> None:
    """Add plausible synthetic records, the same for the same seed."""
    with opened(vault, descriptor) as workspace, progress_bar("Sample", quiet=quiet) as progress:
        fill_with_sample(workspace.recording, incidents, seed, progress)
        _print_counts(workspace, as_json=as_json)


def _print_counts(workspace: Workspace, *, as_json: bool) -> None:
    found = counts(workspace.vault.database)
    if as_json:
        print_json(found)
        return
    for entity, number in found.items():
        click.echo(f"{number:8} {entity}")


@commands.command()
@vault_argument
@passphrase_option
@click.option("--json", is_flag=True, expose_value=False, help="The answer is JSON in any case.")
@plain_sentences
def record(vault: Path, descriptor: int | None) -> None:
    """Read records, one JSON object a line; print each id once the record is durable."""
    refused = False
    with opened(vault, descriptor) as workspace:
        kinds = {kind.__name__: kind for kind in workspace.finding.kinds}
        for plain in read_lines(sys.stdin):
            answer = _record_one(workspace, kinds, plain)
            refused = refused or "refused" in answer
            click.echo(json.dumps(answer, ensure_ascii=False))
            sys.stdout.flush()
    if refused:
        sys.exit(SOMETHING_REFUSED)


def _record_one(
    workspace: Workspace, kinds: dict[str, type[Record]], plain: dict[str, object]
) -> dict[str, object]:
    kind, record_id = kinds.get(str(plain.get("entity"))), plain.get("id")
    known: dict[str, Record] = {}
    if kind is not None and isinstance(record_id, str):
        found = workspace.finding.get(kind, record_id.lower())
        known = {found.id: found} if found else {}
    try:
        revision = revision_from_plain(plain, kinds, known)
        saved = workspace.recording.save(revision.after, revision.before)
    except Refused as refusal:
        return {"refused": str(refusal), "problems": [one.code for one in refusal.problems]}
    except StrikelogError as problem:
        return {"refused": str(problem), "problems": []}
    problems = [
        {"code": one.code, "field": one.key, "text": one.sentence()} for one in saved.problems
    ]
    return {"id": saved.record.id, "rev": saved.record.rev, "problems": problems}


@commands.command("list")
@vault_argument
@click.argument("entity", default="Incident")
@passphrase_option
@json_option
@filter_option
@click.option("--sort", help="FIELD or FIELD:desc")
@click.option("--limit", type=click.IntRange(1), default=1_000_000)
@click.option("--offset", type=click.IntRange(0), default=0)
@plain_sentences
def list_records(
    vault: Path,
    entity: str,
    descriptor: int | None,
    as_json: bool,
    asked: str,
    sort: str | None,
    limit: int,
    offset: int,
) -> None:
    """List records that match a filter."""
    with opened(vault, descriptor) as workspace:
        kind = _entity(workspace, entity)
        where = parse_filter(asked, kind)
        found = workspace.finding.page(kind, where, _order(sort), limit=limit, offset=offset)
        if as_json:
            print_json([record_line(one) for one in found])
            return
        names = workspace.finding.names({one.id for one in found})
        for one in found:
            click.echo(f"{one.id}  {names[one.id]}")


@commands.command()
@vault_argument
@click.argument("entity", default="Incident")
@passphrase_option
@json_option
@filter_option
@plain_sentences
def count(vault: Path, entity: str, descriptor: int | None, as_json: bool, asked: str) -> None:
    """Count records: certain, and possible because of imprecise dates."""
    with opened(vault, descriptor) as workspace:
        kind = _entity(workspace, entity)
        tally = workspace.finding.tally(kind, parse_filter(asked, kind))
    unit = "attack" if kind is Incident else kind.about.label.lower()
    if as_json:
        print_json({"certain": tally.certain, "possible": tally.possible, "unit": unit})
    elif tally.possible:
        click.echo(f"{tally.certain} certain and {tally.possible} possible ({unit})")
    else:
        click.echo(f"{tally.certain} ({unit})")


@commands.command()
@vault_argument
@click.argument("code")
@passphrase_option
@json_option
@plain_sentences
def show(vault: Path, code: str, descriptor: int | None, as_json: bool) -> None:
    """Show one record with everything that hangs on it."""
    with opened(vault, descriptor) as workspace:
        found = workspace.finding.by_code(code)
        case = workspace.finding.case_file(found.id) if isinstance(found, Incident) else None
        related = workspace.finding.related(found)
        if as_json:
            plain = case_to_plain(case) if case else dict(record_line(found))
            print_json(plain | {"related": [record_line(one) for one in related]})
            return
        parts = [found, *(case.owned() if case else ()), *related]
        names = workspace.finding.names({one for part in parts for one in _links(part)})
        click.echo("\n\n".join(record_lines(part, names) for part in parts))


def _links(one: Record) -> Iterator[str]:
    for value in vars(one).values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            yield from value


@commands.command()
@vault_argument
@click.argument("code")
@passphrase_option
@json_option
@plain_sentences
def history(vault: Path, code: str, descriptor: int | None, as_json: bool) -> None:
    """Show the changes of one record: when, who, what before, what after, why."""
    with opened(vault, descriptor) as workspace:
        found = workspace.finding.by_code(code)
        entries = workspace.finding.history(found.id)
    plain = [
        {
            "seq": one.seq,
            "at": one.at.isoformat(),
            "by": one.actor,
            "label": one.label,
            "reason": one.reason,
            "rev": one.rev,
            "changes": {key: list(pair) for key, pair in one.changes.items()},
        }
        for one in entries
    ]
    if as_json:
        print_json(plain)
        return
    for one in entries:
        click.echo(f"{one.at:%Y-%m-%d %H:%M} UTC  {one.actor}  {one.label}")
        for key, (before, after) in one.changes.items():
            click.echo(f"    {key}: {before!r} → {after!r}")


@commands.command("verify")
@vault_argument
@passphrase_option
@json_option
@quiet_option
@click.option("--head", "heads", multiple=True, help="A head somebody holds: number and words.")
@click.option(
    "--certificate",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the custody of the evidence to this PDF.",
)
@plain_sentences
def verify_vault(
    vault: Path,
    descriptor: int | None,
    as_json: bool,
    quiet: bool,
    heads: tuple[str, ...],
    certificate: Path | None,
) -> None:
    """Check cipher, database, history, records and evidence; exit 3 on any finding."""
    secret = passphrase(descriptor)
    with progress_bar("Verify", quiet=quiet) as progress:
        checked = verify_folder(vault, secret, progress, heads=heads)
    findings = checked.faults
    if as_json:
        print_json([{"part": one.part, "what": one.what.sentence()} for one in findings])
    else:
        lines = [one.sentence() for one in findings]
        said = lines or ["Everything is as it was recorded."]
        click.echo("\n".join([*said, *(one.sentence() for one in checked.said)]))
    if certificate is not None:
        with progress_bar("Certificate", quiet=quiet) as progress:
            certify_folder(vault, secret, certificate, progress)
    if findings:
        sys.exit(WORLD_SAID_NO)
