"""The commands that make backups, put them back, and salvage what damage has left."""

import sys
from pathlib import Path

import click

from ..domain.progress import Progress
from ..services.backups import WHY_WORDS
from ..services.recovery import Backup, Recovery, counted, recovering
from ..services.workspace import Workspace
from .commands import (
    SOMETHING_REFUSED,
    commands,
    json_option,
    opened,
    passphrase_option,
    plain_sentences,
    progress_bar,
    quiet_option,
    vault_argument,
)
from .reading import passphrase
from .showing import print_json


@commands.command("backup")
@vault_argument
@click.argument("place", required=False, type=click.Path(path_type=Path, file_okay=False))
@passphrase_option
@json_option
@quiet_option
@click.option("--list", "listing", is_flag=True, help="List the backups and make none.")
@plain_sentences
def back_up(
    vault: Path,
    place: Path | None,
    descriptor: int | None,
    as_json: bool,
    quiet: bool,
    listing: bool,
) -> None:
    """Make a proven backup; with DIR, write it there as a vault of its own."""
    if listing:
        with recovering(vault, passphrase(descriptor)) as recovery:
            _say_all(recovery.listed(), as_json=as_json)
        return
    with opened(vault, descriptor) as workspace, progress_bar("Backup", quiet=quiet) as progress:
        workspace.backups.make(progress=progress)
        written = workspace.backups.copy_to(place) if place else None
        newest = next(iter(workspace.backups.listed()), None)
        _say_one(workspace, newest, written, as_json=as_json)


def _say_one(
    workspace: Workspace, newest: Backup | None, written: Path | None, *, as_json: bool
) -> None:
    if as_json:
        plain = _plain(newest) if newest else {"backup": None}
        print_json(plain | ({"copy": str(written)} if written else {}))
    elif newest is None:
        click.echo("There is nothing to back up yet.")
    else:
        click.echo(_line(newest))
        if written is not None:
            click.echo(f"Copied to {written}")
    frozen = workspace.backups.frozen
    if frozen is not None:
        click.echo(
            f"Old backups are kept for now: {frozen.table} went from {frozen.before} to "
            f"{frozen.after}. Look inside and confirm a good backup in the window.",
            err=True,
        )


def _say_all(found: list[Backup], *, as_json: bool) -> None:
    if as_json:
        print_json([_plain(one) for one in found])
    elif not found:
        click.echo("There is no backup yet.")
    else:
        click.echo("\n".join(map(_line, found)))


def _plain(one: Backup) -> dict[str, object]:
    head = one.contents.head
    return {
        "backup": one.counter,
        "at": one.at.isoformat(),
        "why": one.why,
        "records": dict(one.records),
        "head": {"entries": head[0], "hash": head[1]} if head else None,
        "bytes": one.size,
        "files": one.blobs,
    }


def _line(one: Backup) -> str:
    why = WHY_WORDS.get(one.why, one.why)
    total = sum(one.records.values())
    return f"{one.counter:6}  {one.at:%Y-%m-%d %H:%M} UTC  {total:8} records  {why}"


@commands.command("restore")
@vault_argument
@click.argument("backup")
@passphrase_option
@json_option
@plain_sentences
def restore(vault: Path, backup: str, descriptor: int | None, as_json: bool) -> None:
    """Put a backup in place: its number, or the folder of a copy on another disk.

    What is there is backed up first, or set aside as it is when it is damaged.
    """
    with recovering(vault, passphrase(descriptor)) as recovery:
        if backup.isdecimal():
            recovery.restore(int(backup))
        else:
            recovery.restore_from(Path(backup))
        newest = next(iter(recovery.listed()), None)
    if as_json:
        print_json({"restored": backup, "kept": newest.counter if newest else None})
        return
    click.echo(f"Restored {backup}. What was there before is kept among the backups.")


@commands.command("salvage")
@vault_argument
@click.argument("out", type=click.Path(path_type=Path))
@passphrase_option
@json_option
@quiet_option
@plain_sentences
def salvage(vault: Path, out: Path, descriptor: int | None, as_json: bool, quiet: bool) -> None:
    """Read what can be read of a damaged vault into a new one; exit 4 when anything is missing."""
    with (
        recovering(vault, passphrase(descriptor)) as recovery,
        progress_bar("Salvage", quiet=quiet) as progress,
    ):
        complete = _salvage(recovery, out, progress, as_json=as_json)
    if not complete:
        sys.exit(SOMETHING_REFUSED)


def _salvage(recovery: Recovery, out: Path, progress: Progress, *, as_json: bool) -> bool:
    made, done = recovery.salvage(out, progress)
    records = counted(done)
    if as_json:
        print_json(
            {
                "vault": str(made),
                "pages": done.pages,
                "damaged": done.damaged,
                "records": records,
                "rebuilt": dict(done.rebuilt),
                "lost": dict(done.lost),
                "unproven": dict(done.unproven),
                "history_gaps": done.gaps,
            }
        )
        return done.is_complete
    click.echo(f"Made {made}")
    click.echo(f"{done.damaged} of {done.pages} pages are damaged.")
    click.echo(f"{sum(records.values()):8} records read from sound pages")
    click.echo(f"{sum(done.rebuilt.values()):8} records put together from the history")
    click.echo(f"{sum(done.lost.values()):8} records lost")
    click.echo(f"{done.gaps:8} entries of the history lost")
    return done.is_complete
