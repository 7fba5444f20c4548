"""The commands that take evidence in and certify it."""

import sys
from pathlib import Path

import click

from ..domain.errors import StrikelogError
from ..domain.messages import mark
from ..domain.records import Evidence, Incident, Record, Source
from ..domain.values import Plain
from ..services.evidence.media import FolderTaken
from ..services.workspace import Workspace
from .commands import (
    SOMETHING_REFUSED,
    WORLD_SAID_NO,
    commands,
    json_option,
    opened,
    passphrase_option,
    plain_sentences,
    progress_bar,
    quiet_option,
    vault_argument,
)
from .showing import print_json


class OtherEntity(StrikelogError):
    """A code names a record of another class than is asked for."""

    message = mark("“{code}” is the code of another kind of record ({found}); needed: {wanted}.")


@commands.command("add")
@vault_argument
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@passphrase_option
@json_option
@quiet_option
@click.option("--source", help="Code of the source the files come from.")
@click.option("--incident", "incidents", multiple=True, help="Code of an incident they show.")
@plain_sentences
def add_evidence(
    vault: Path,
    files: tuple[Path, ...],
    descriptor: int | None,
    as_json: bool,
    quiet: bool,
    source: str | None,
    incidents: tuple[str, ...],
) -> None:
    """Take files, or all files of a folder, in as evidence; the files stay where they are."""
    with opened(vault, descriptor) as workspace, progress_bar("Add", quiet=quiet) as progress:
        source_id = _id_of(workspace, source, Source) if source else None
        linked = tuple(_id_of(workspace, one, Incident) for one in incidents)
        result = workspace.media.take_in_files(
            files, source_id=source_id, incident_ids=linked, progress=progress
        )
    if as_json:
        print_json(_to_plain(result))
    else:
        _say(result)
    for one in result.refused:
        click.echo(one.why, err=True)
    if result.refused:
        sys.exit(SOMETHING_REFUSED if result.taken or result.known else WORLD_SAID_NO)


def _id_of(workspace: Workspace, code: str, kind: type[Record]) -> str:
    found = workspace.finding.by_code(code)
    if not isinstance(found, kind):
        wanted, label = kind.about.label.lower(), found.about.label.lower()
        raise OtherEntity(code=code, wanted=wanted, found=label)
    return found.id


def _to_plain(result: FolderTaken) -> list[dict[str, Plain]]:
    """Give one object a file: its record, whether it was held already, or why it was refused."""
    taken = [_item(one, known=False) for one in result.taken]
    known = [_item(one, known=True) for one in result.known]
    refused: list[dict[str, Plain]] = [
        {"file": one.name, "refused": one.why} for one in result.refused
    ]
    return [*taken, *known, *refused]


def _item(evidence: Evidence, *, known: bool) -> dict[str, Plain]:
    return {
        "id": evidence.id,
        "file": evidence.filename,
        "mime": evidence.mime,
        "bytes": evidence.bytes,
        "sha256": evidence.sha256,
        "known": known,
    }


def _say(result: FolderTaken) -> None:
    for one in result.taken:
        click.echo(f"{one.id}  {one.sha256}  {one.filename}")
    for one in result.known:
        click.echo(f"{one.id}  held already  {one.filename}")
