"""The commands for partners: taking a table in, mappings that were learned, who gets workbooks."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..domain.errors import StrikelogError
from ..domain.messages import mark
from ..domain.progress import Progress
from ..domain.sharing import STRICT
from ..services.deciding import Decision
from ..services.partners.joining import join_file
from ..services.workspace import Workspace
from .commands import (
    SOMETHING_REFUSED,
    commands,
    json_option,
    opened,
    passphrase_option,
    plain_sentences,
    vault_argument,
)
from .showing import print_json

if TYPE_CHECKING:
    from ..domain.sharing import Partner
    from ..services.partners.mappings import Mapping
    from ..services.partners.values import PartnerPreview


class MappingNeeded(StrikelogError):
    """The command needs the name of a mapping or a file."""

    message = mark("Say which mapping, by its name. Known are: {found}.")


def take_in_table(
    workspace: Workspace,
    file: Path,
    progress: Progress,
    *,
    mapping: str | None,
    sheet: str,
    beside: Sequence[Path] = (),
    decide: Decision,
    dry_run: bool,
) -> "PartnerPreview":
    """Take in the best table of a partner's file, or that of a sheet, by a mapping or our own.

    `beside` are files whose columns belong to its rows.
    """
    service = workspace.partner_importing
    given = service.open(file, progress)
    table = service.chosen(given, sheet)
    for other in beside:
        table = join_file(service, table, other, progress)
    if mapping is None:
        service.refuse_strange(table)
        proposal = service.propose(given, table)
        service.undecided(proposal)
        chosen = proposal.mapping
    else:
        chosen = service.fitted(given, table, _mapping(workspace, mapping))
    preview = service.preview(given, table, chosen, progress)
    if not dry_run:
        for one in service.apply(preview, progress, decide).unfit:
            click.echo(one.sentence(), err=True)
    return preview


def _mapping(workspace: Workspace, named: str) -> "Mapping":
    """Give a mapping by its file, else by its name."""
    learned = workspace.partner_importing.learned
    return learned.load(Path(named)) if Path(named).is_file() else learned.get(named)


def tell_of_table(preview: "PartnerPreview", decide: Decision, *, as_json: bool) -> None:
    """Print what became of a table; exits with 4 when something was refused or left to decide."""
    if as_json:
        print_json(preview.to_plain())
    else:
        for sentence in preview.sentences():
            click.echo(sentence)
        click.echo(", ".join(f"{number} {name}" for name, number in preview.counts.items()))
    counts = preview.counts
    undecided = counts["conflicts"] if decide == "later" else 0
    if counts["refused"] or counts["parked"] or undecided or preview.refused:
        sys.exit(SOMETHING_REFUSED)


@commands.command()
@vault_argument
@click.argument("action", type=click.Choice(("list", "show", "save", "load", "remove")))
@click.argument("name", required=False)
@click.argument("out", required=False, type=click.Path(path_type=Path, dir_okay=False))
@passphrase_option
@json_option
@plain_sentences
def mappings(
    vault: Path,
    action: str,
    name: str | None,
    out: Path | None,
    descriptor: int | None,
    as_json: bool,
) -> None:
    """List, show, save to a file, load from a file or remove what columns of partners mean.

    `save NAME FILE` writes a mapping file to hand on; `load FILE` keeps one that was handed on.
    """
    with opened(vault, descriptor) as workspace:
        learned = workspace.partner_importing.learned
        if action == "list":
            _list(workspace, as_json=as_json)
            return
        if name is None:
            found = ", ".join(one.name for one in learned.all()) or "–"
            raise MappingNeeded(found=found)
        if action == "remove":
            learned.remove(name)
            return
        mapping = learned.learn(learned.load(Path(name))) if action == "load" else learned.get(name)
        if action == "save":
            learned.save(mapping, out or Path(f"{name}{learned.ending}"))
        elif action == "load":
            click.echo(mapping.name)
        else:
            print_json(mapping.to_plain())


def _list(workspace: Workspace, *, as_json: bool) -> None:
    learned = workspace.partner_importing.learned
    own, known = learned.all(), learned.built_in()
    if as_json:
        print_json([_line(one, "vault") for one in own] + [_line(one, "program") for one in known])
        return
    for one in (*own, *known):
        click.echo(f"{one.name}  ({len(one.columns)} columns)")


def _line(mapping: "Mapping", kept: str) -> dict[str, object]:
    return {
        "name": mapping.name,
        "publisher": mapping.publisher,
        "dataset": mapping.dataset,
        "fingerprint": mapping.fingerprint,
        "columns": len(mapping.columns),
        "kept_in": kept,
    }


class PartnerNeeded(StrikelogError):
    """The command needs the name of a partner, and to rename them a second one."""

    message = mark("Say which partner, by name; to rename them, the new name as well.")


@commands.command()
@vault_argument
@click.argument("action", type=click.Choice(("list", "rename", "remove", "restore", "name-for")))
@click.argument("name", required=False)
@click.argument("new_name", required=False)
@click.option("--mark", "marks", multiple=True, type=click.Choice(STRICT), help="With name-for.")
@passphrase_option
@json_option
@plain_sentences
def partners(
    vault: Path,
    action: str,
    name: str | None,
    new_name: str | None,
    marks: tuple[str, ...],
    descriptor: int | None,
    as_json: bool,
) -> None:
    """List, rename, remove or bring back those who get workbooks, or name them for strict marks.

    `name-for NAME` with `--mark` says which strict marks they may see; without one, none. Ids under
    which a partner knows our sources stay theirs whatever is done here.
    """
    with opened(vault, descriptor) as workspace:
        register = workspace.exporting.partners
        if action == "list":
            _list_partners(register.all(removed=True), as_json=as_json)
            return
        if name is None or (action == "rename" and new_name is None):
            raise PartnerNeeded
        partner = register.find(name)
        if action == "rename":
            register.rename(partner, new_name or "")
        elif action == "remove":
            register.remove(partner)
        elif action == "restore":
            register.restore(partner)
        else:
            register.save(replace(partner, named_for=marks))


def _list_partners(found: "list[Partner]", *, as_json: bool) -> None:
    if as_json:
        print_json(
            [
                {"name": one.name, "named_for": list(one.named_for), "removed": one.is_removed}
                for one in found
            ]
        )
        return
    for one in found:
        told = "removed" if one.is_removed else ", ".join(one.named_for)
        click.echo(f"{one.name}  ({told})" if told else one.name)
