"""The commands that make files and take them in."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import click

from ..domain.filter_text import parse_filter
from ..domain.records import Incident
from ..services.deciding import QUESTION_KINDS
from ..services.fitting import Unfit
from ..services.import_preview import Preview
from ..services.kept_receipts import digest_of
from ..services.workspace import Workspace
from .commands import (
    SOMETHING_REFUSED,
    commands,
    filter_option,
    json_option,
    opened,
    passphrase_option,
    plain_sentences,
    progress_bar,
    quiet_option,
    vault_argument,
)
from .partners import take_in_table, tell_of_table
from .showing import hits_told, print_json

PROFILES = ("full", "partner", "public", "field_form")


@commands.command("export")
@vault_argument
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@passphrase_option
@json_option
@quiet_option
@filter_option
@click.option("--profile", type=click.Choice(PROFILES), default="full")
@click.option("--partner", help="Who it is for, with the profile partner.")
@click.option("--lang", type=click.Choice(("en", "ar")), default="en")
@plain_sentences
def export_workbook(
    vault: Path,
    out: Path,
    descriptor: int | None,
    as_json: bool,
    quiet: bool,
    asked: str,
    profile: str,
    partner: str | None,
    lang: str,
) -> None:
    """Write a workbook at a sharing level: for the office, a partner, everybody, or the field."""
    with (
        opened(vault, descriptor) as workspace,
        progress_bar("Export", quiet=quiet) as progress,
        hits_told(),
    ):
        where = parse_filter(asked, Incident)
        done = workspace.exporting.export(
            out, where, profile=profile, partner=partner, language=lang, progress=progress
        )
    if as_json:
        print_json(
            {
                "file": out.name,
                "export_id": done.export_id,
                "sha256": done.sha256,
                "counts": dict(done.counts),
                "profile": done.profile,
                "partner": done.partner,
                "removed": [one.to_plain() for one in done.removed],
            }
        )
        return
    click.echo(f"Wrote {out}")
    for sheet, number in done.counts.items():
        click.echo(f"{number:8} {sheet}")
    if done.removed:
        click.echo("Left out or made coarser:")
    for one in done.removed:
        click.echo(f"  {one.sentence()}")


@commands.command("import")
@vault_argument
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@passphrase_option
@json_option
@quiet_option
@click.option("--dry-run", is_flag=True, help="Show what would change; change nothing.")
@click.option("--decide", type=click.Choice(("ours", "theirs", "later")), default="later")
@click.option("--mapping", help="What a partner's columns mean: name of a mapping, or its file.")
@click.option(
    "--with",
    "beside",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Add the columns of another table, its rows found by their numbers; may come again.",
)
@click.option("--sheet", default="", help="Take the table of this sheet of a partner's file.")
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write what became of each row or cell, for whoever sent the file.",
)
@plain_sentences
def import_workbook(
    vault: Path,
    file: Path,
    descriptor: int | None,
    as_json: bool,
    quiet: bool,
    dry_run: bool,
    decide: Literal["ours", "theirs", "later"],
    mapping: str | None,
    beside: tuple[Path, ...],
    sheet: str,
    report: Path | None,
) -> None:
    """Read a workbook, ours or a partner's; undone as one step."""
    with opened(vault, descriptor) as workspace, progress_bar("Import", quiet=quiet) as progress:
        if not workspace.partner_importing.is_ours(file):
            table = take_in_table(
                workspace,
                file,
                progress,
                mapping=mapping,
                sheet=sheet,
                beside=beside,
                decide=decide,
                dry_run=dry_run,
            )
            if report:
                workspace.partner_importing.report(table, report)
            tell_of_table(table, decide, as_json=as_json)
            return
        preview = workspace.importing.preview(file, progress)
        unfit: tuple[Unfit, ...] = ()
        if not dry_run:
            unfit = workspace.importing.apply(preview, decide, progress).unfit
        if report:
            workspace.importing.receipt(preview, report, decide, progress=progress)
    _tell_of_workbook(preview, decide, unfit, as_json=as_json)


@commands.command("report")
@vault_argument
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@passphrase_option
@plain_sentences
def report_again(vault: Path, file: Path, out: Path, descriptor: int | None) -> None:
    """Write again what became of a file that came in: the file, or how its SHA-256 begins."""
    with opened(vault, descriptor) as workspace:
        receipts = workspace.exchange_log.receipts
        exchange = receipts.latest(digest_of(file) if file.is_file() else str(file))
        receipts.write(exchange, out, file)
    click.echo(out)


def _tell_of_workbook(
    preview: Preview, decide: str, unfit: Sequence[Unfit], *, as_json: bool
) -> None:
    """Say what a workbook of ours changed; ends with what to heed, if there is anything."""
    counts = dict(preview.counts)
    if as_json:
        rows = [one.to_plain() for one in preview.rows]
        cells = [one.to_plain() for one in preview.refused]
        waits = [{"id": one.id, "why": one.sentence()} for one in unfit]
        print_json(counts | {"rows": rows, "refused_cells": cells, "left_open": waits})
    else:
        told = [*(row.sentence() for row in preview.rows)]
        told += [cell.sentence() for cell in (*preview.refused, *preview.doubts)]
        told += [one.sentence() for one in unfit]
        for sentence in told:
            click.echo(sentence)
        click.echo(", ".join(f"{number} {name}" for name, number in counts.items()))
    is_open = decide == "later" and any(one.kind in QUESTION_KINDS for one in preview.rows)
    if counts["refused"] or counts["parked"] or is_open or unfit:
        sys.exit(SOMETHING_REFUSED)


@commands.command(hidden=True)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@plain_sentences
def tour(folder: Path) -> None:
    """Run the main job once on the worked example, leaving its files in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    workspace = Workspace.with_demo()
    try:
        briefing, workbook = folder / "kafr-nabl-briefing.pdf", folder / "kafr-nabl-workbook.xlsx"
        made = workspace.briefings.make(briefing)
        click.echo(f"Briefing: {briefing} ({made.pages} pages)")
        sent = workspace.exporting.export(workbook)
        click.echo(f"Workbook: {workbook} ({sum(sent.counts.values())} rows)")
    finally:
        workspace.close()
