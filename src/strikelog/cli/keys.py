"""The commands about ways into a vault, the office's key, travelling, and erasing."""

from collections.abc import Callable
from pathlib import Path

import click

from ..domain.errors import StrikelogError
from ..domain.messages import mark
from ..services.keys import (
    Keyring,
    WayIn,
    make_office,
    open_office,
    read_invitation,
    write_invitation,
)
from ..services.rekeying import exchange_data_key
from ..services.travel import Erasure, Travel, erase, receive
from ..services.workspace import Workspace
from .commands import (
    SOMETHING_REFUSED,
    commands,
    json_option,
    passphrase_option,
    plain_sentences,
    progress_bar,
    quiet_option,
    vault_argument,
)
from .reading import new_passphrase, passphrase
from .showing import print_json

ACTIONS = ("list", "add", "remove", "change", "exchange")
KINDS = ("passphrase", "recovery", "office")
_LANGUAGES = ("en", "ar")

path_type = click.Path(path_type=Path, dir_okay=False)
new_passphrase_option = click.option(
    "--new-passphrase-fd", "new_descriptor", type=int, help="Read the new passphrase from here."
)


class NameDiffers(StrikelogError):
    """What was typed to confirm the erasing is not the vault's name."""

    message = mark("That is not the name of the vault, so nothing was erased.")


@commands.command("keys")
@vault_argument
@click.argument("action", type=click.Choice(ACTIONS))
@passphrase_option
@new_passphrase_option
@json_option
@click.option("--kind", type=click.Choice(KINDS), help="add: what is to open the vault too.")
@click.option("--sheet", type=path_type, help="add --kind recovery: the PDF to write.")
@click.option("--lang", type=click.Choice(_LANGUAGES), default="en", help="Language of the sheet.")
@click.option("--invitation", type=path_type, help="add --kind office: the office's file.")
@click.option("--slot", help="remove: which, as listed.")
@plain_sentences
def keys(
    vault: Path,
    action: str,
    descriptor: int | None,
    new_descriptor: int | None,
    as_json: bool,
    **given: str | Path | None,
) -> None:
    """List, add, remove or change the ways into a vault; or exchange its data key."""
    _refuse_incomplete(action, given)
    secret = passphrase(descriptor)
    if action == "exchange":
        secret = _exchanged(vault, secret, new_passphrase(new_descriptor))
    workspace = Workspace.open(vault, secret)
    try:
        ring = Keyring(workspace.vault)
        _ACTIONS[action](ring, secret, new_descriptor, given)
        ways = ring.ways()
    finally:
        workspace.close()
    if as_json:
        print_json([_plain(way) for way in ways])
        return
    for way in ways:
        click.echo(_line(way))


def _exchanged(vault: Path, secret: str, new: str) -> str:
    with progress_bar("Exchange", quiet=False) as progress:
        exchange_data_key(vault, secret, new, progress=progress)
    return new


Given = dict[str, str | Path | None]
_NEEDED = {"recovery": "sheet", "office": "invitation"}


def _refuse_incomplete(action: str, given: Given) -> None:
    kind = str(given["kind"] or "")
    needed = {"add": "kind", "remove": "slot"}.get(action)
    if needed and not given[needed]:
        raise click.UsageError(f"keys {action} needs --{needed}.")
    if action == "add" and kind in _NEEDED and not given[_NEEDED[kind]]:
        raise click.UsageError(f"keys add --kind {kind} needs --{_NEEDED[kind]}.")


def _list(_ring: Keyring, _secret: str, _descriptor: int | None, _given: Given) -> None:
    """Change nothing; the ways are listed after every action."""


def _add(ring: Keyring, secret: str, descriptor: int | None, given: Given) -> None:
    if given["kind"] == "recovery":
        ring.add_recovery(secret, Path(str(given["sheet"])), language=str(given["lang"]))
    elif given["kind"] == "office":
        ring.add_office(secret, read_invitation(Path(str(given["invitation"]))))
    else:
        ring.add_passphrase(secret, new_passphrase(descriptor))


def _remove(ring: Keyring, secret: str, _descriptor: int | None, given: Given) -> None:
    ring.remove(secret, str(given["slot"]))


def _change(ring: Keyring, secret: str, descriptor: int | None, _given: Given) -> None:
    ring.change_passphrase(secret, new_passphrase(descriptor))


_ACTIONS: dict[str, Callable[[Keyring, str, int | None, Given], None]] = {
    "list": _list,
    "exchange": _list,
    "add": _add,
    "remove": _remove,
    "change": _change,
}


def _plain(way: WayIn) -> dict[str, str | int | None]:
    return {
        "slot": way.id,
        "kind": way.kind,
        "made": way.made.isoformat() if way.made else None,
        "office": way.office.name if way.office else None,
        "memory_mib": way.memory,
    }


def _line(way: WayIn) -> str:
    made = way.made.isoformat() if way.made else "-"
    about = f"  {way.office.name} ({way.office.words})" if way.office else ""
    return f"{way.id}  {way.kind:10}  {made:10}{about}"


@commands.command()
@vault_argument
@click.argument("out", type=path_type)
@passphrase_option
@json_option
@quiet_option
@click.option("--invitation", type=path_type, required=True, help="The office's invitation.")
@plain_sentences
def seal(
    vault: Path, out: Path, descriptor: int | None, as_json: bool, quiet: bool, invitation: Path
) -> None:
    """Seal the whole vault to an office, as one file to carry or send."""
    office, secret = read_invitation(invitation), passphrase(descriptor)
    workspace = Workspace.open(vault, secret)
    try:
        with progress_bar("Seal", quiet=quiet) as progress:
            sealed = Travel(workspace.vault).seal(secret, office, out, progress)
    finally:
        workspace.close()
    if as_json:
        print_json({"package": sealed.package, "sha256": sealed.digest, "head": str(sealed.head)})
    else:
        click.echo(f"Sealed to {office.name} ({office.words}): {out.name}")


@commands.command()
@vault_argument
@click.argument("groups", nargs=-1, required=True)
@passphrase_option
@json_option
@plain_sentences
def receipt(vault: Path, groups: tuple[str, ...], descriptor: int | None, as_json: bool) -> None:
    """Enter the eight groups the office read out; says whether the vault may be erased."""
    workspace = Workspace.open(vault, passphrase(descriptor))
    try:
        entered = Travel(workspace.vault).enter_receipt(" ".join(groups))
    finally:
        workspace.close()
    if as_json:
        print_json(
            {"package": entered.package, "since": entered.since, "may_erase": entered.may_erase}
        )
    elif entered.may_erase:
        click.echo("The office has everything that is in this vault. It may be erased here.")
    else:
        click.echo(f"The office has the package, but {entered.since} entries were made since.")


@commands.command("erase")
@vault_argument
@json_option
@quiet_option
@plain_sentences
def erase_vault(vault: Path, as_json: bool, quiet: bool) -> None:
    """Erase a vault for good; asks for its name. No passphrase is needed."""
    if click.prompt(
        "Type the name of the vault to erase it for good", err=True
    ) != vault.name.removesuffix(".strikelog"):
        raise NameDiffers
    with progress_bar("Erase", quiet=quiet) as progress:
        done = erase(vault, progress)
    if as_json:
        print_json(_told(done))
    else:
        click.echo(f"{done.slots_destroyed} key files overwritten, {done.files_removed} removed.")
        for one in done.survivors:
            state = "removed but not overwritten" if one.is_gone else "still there"
            click.echo(f"{state}: {one.place} ({one.reason})")
    if not done.is_complete:
        raise SystemExit(SOMETHING_REFUSED)


def _told(done: Erasure) -> dict[str, object]:
    return {
        "slots_destroyed": done.slots_destroyed,
        "files_removed": done.files_removed,
        "unreadable": done.is_unreadable,
        "survivors": [
            {"file": one.place, "reason": one.reason, "keys": one.holds_keys, "gone": one.is_gone}
            for one in done.survivors
        ],
    }


@commands.group()
def office() -> None:
    """Make and use the key of an organisation."""


@office.command("new")
@click.argument("file", type=path_type)
@passphrase_option
@click.option("--name", required=True, help="What invitations call the office.")
@plain_sentences
def new_office(file: Path, descriptor: int | None, name: str) -> None:
    """Make an office's key, wrapped by a passphrase."""
    made = make_office(file, name, new_passphrase(descriptor))
    click.echo(f"Made the key of {made.name}: {made.words}")


@office.command("invite")
@click.argument("file", type=path_type)
@click.argument("out", type=path_type)
@passphrase_option
@plain_sentences
def invite(file: Path, out: Path, descriptor: int | None) -> None:
    """Write an invitation to hand out; it holds nothing secret."""
    invitation, _ = open_office(file, passphrase(descriptor))
    write_invitation(out, invitation)
    click.echo(f"Compare these words by voice: {invitation.words}")


@office.command("receive")
@click.argument("file", type=path_type)
@click.argument("package", type=path_type)
@click.argument("vault", type=click.Path(path_type=Path))
@passphrase_option
@json_option
@quiet_option
@plain_sentences
def receive_package(
    file: Path, package: Path, vault: Path, descriptor: int | None, as_json: bool, quiet: bool
) -> None:
    """Open a sealed package into a new vault and print the receipt to read back."""
    _, key = open_office(file, passphrase(descriptor))
    with progress_bar("Receive", quiet=quiet) as progress:
        received = receive(package, key, vault, progress)
    if as_json:
        print_json({"receipt": received.receipt, "head": received.head, "files": received.files})
    else:
        click.echo(f"Received into {received.folder.name}. The receipt:\n{received.receipt}")


@office.command("keys")
@click.argument("file", type=path_type)
@vault_argument
@passphrase_option
@new_passphrase_option
@plain_sentences
def let_in(file: Path, vault: Path, descriptor: int | None, new_descriptor: int | None) -> None:
    """Open a vault with the office's key and add a passphrase to it."""
    _, key = open_office(file, passphrase(descriptor))
    workspace = Workspace.open(vault, key)
    try:
        Keyring(workspace.vault).add_passphrase(key, new_passphrase(new_descriptor))
    finally:
        workspace.close()
    click.echo("The new passphrase opens the vault.")
