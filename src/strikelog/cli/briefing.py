"""The commands that print: briefings and dossiers, their templates, what was written before."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from ..domain.briefing_runs import BriefingRun
from ..domain.briefing_templates import PAPERS, Template
from ..domain.errors import StrikelogError
from ..domain.filter_text import parse_filter
from ..domain.messages import mark
from ..domain.photographs import ChosenPhotograph
from ..domain.records import Evidence, Incident
from ..services.briefing_drafts import LANGUAGES, BriefingWish
from ..services.workspace import Workspace
from .commands import (
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
from .showing import hits_told, print_json

LEVELS = ("full", "partner", "briefing", "public")


class WhichIncident(StrikelogError):
    """A dossier is of one incident, but the filter finds none or several."""

    message = mark("A dossier is about one incident; this filter finds {found}. Narrow the filter.")


class WhichPhotograph(StrikelogError):
    """A photograph was asked for by a name that none or several items of evidence have."""

    message = mark("No single item of evidence is called “{name}”. Give its exhibit number.")


@commands.command()
@vault_argument
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@passphrase_option
@json_option
@quiet_option
@filter_option
@click.option("--template", default="situation", help="A template's name, or a file of one.")
@click.option("--level", type=click.Choice(LEVELS), help="For whom; else what the template says.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Else what the template says.")
@click.option("--title", help="Title of the briefing.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Day of the data.")
@click.option("--paper", type=click.Choice(PAPERS), help="Size of the sheets.")
@click.option("--section", "sections", multiple=True, help="Only these sections, in their order.")
@click.option("--issue", help="Number in the series of the office, or “next”.")
@click.option("--since", help="An earlier briefing to compare with: its PDF or its number.")
@click.option(
    "--photo",
    "photos",
    nargs=2,
    multiple=True,
    metavar="EXHIBIT WORDS",
    help="A photograph, and what can be seen in it for those who do not see it.",
)
@click.option(
    "--no-faces", is_flag=True, help="You looked: nobody can be recognised in these photographs."
)
@plain_sentences
def brief(
    vault: Path,
    out: Path,
    descriptor: int | None,
    as_json: bool,
    quiet: bool,
    asked: str,
    template: str,
    as_of: datetime | None,
    since: str | None,
    issue: str | None,
    photos: tuple[tuple[str, str], ...],
    no_faces: bool,
    **wanted: str | tuple[str, ...] | None,
) -> None:
    """Make a PDF briefing over a filter, or the dossier of one incident."""
    with (
        opened(vault, descriptor) as workspace,
        progress_bar("Briefing", quiet=quiet) as progress,
        hits_told(),
    ):
        chosen = _with(_template(workspace, template), wanted)
        wish = BriefingWish(
            where=parse_filter(asked, Incident),
            template=chosen,
            incident_id=_only(workspace, asked) if chosen.layout == "dossier" else "",
            as_of=as_of.date() if as_of else None,
            issue=_issue(workspace, issue),
            since=workspace.briefings.runs.find(since).number if since else 0,
            photographs=_photographs(workspace, photos, no_faces=no_faces),
        )
        done = workspace.briefings.write(out, wish, progress)
        why = "" if done.incidents else workspace.briefings.silence(wish).sentence()
    if why:
        click.echo(why, err=True)
    if as_json:
        made = {"pages": done.pages, "figures": done.figures, "sha256": done.sha256}
        print_json(made | {"run": done.run})
    else:
        click.echo(f"Wrote {out}: {done.pages} pages, {done.incidents} incidents")


def _photographs(
    workspace: Workspace, photos: Sequence[tuple[str, str]], *, no_faces: bool
) -> tuple[ChosenPhotograph, ...]:
    """Find the photographs by exhibit number, id or title; raises WhichPhotograph."""
    made = []
    for name, said in photos:
        every = workspace.finding.all(Evidence)
        found = [one for one in every if name in (one.ref, one.id, one.title)]
        if len(found) != 1:
            raise WhichPhotograph(name=name)
        made.append(ChosenPhotograph(evidence_id=found[0].id, alt=said, no_faces=no_faces))
    return tuple(made)


@commands.command()
@vault_argument
@passphrase_option
@json_option
@plain_sentences
def briefings(vault: Path, descriptor: int | None, as_json: bool) -> None:
    """List the briefings that were written, the newest first."""
    with opened(vault, descriptor) as workspace:
        runs = workspace.briefings.runs.listed()
    if as_json:
        print_json([_plain(one) for one in runs])
        return
    for one in runs:
        issue = f", no. {one.issue}" if one.issue else ""
        click.echo(f"#{one.number}  {one.as_of}  {one.level}  {one.title}{issue}")


@commands.command()
@vault_argument
@passphrase_option
@json_option
@click.option("--save", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--write", "written", nargs=2, metavar="NAME FILE", help="Hand one on as a file.")
@click.option("--remove", "removed", help="Forget one of our own.")
@plain_sentences
def templates(
    vault: Path,
    descriptor: int | None,
    as_json: bool,
    save: Path | None,
    written: tuple[str, str] | None,
    removed: str | None,
) -> None:
    """List the templates of briefings; keep one from a file, hand one on, forget one."""
    with opened(vault, descriptor) as workspace:
        kept = workspace.briefings.templates
        if save:
            kept.save(kept.read_file(save))
        if written:
            kept.write_file(Path(written[1]), kept.named(written[0]))
        if removed:
            kept.remove(kept.named(removed).name)
        found = kept.listed()
    if as_json:
        print_json([{"name": one.name, "sections": list(one.sections)} for one in found])
        return
    for one in found:
        click.echo(f"{one.name}: {', '.join(one.sections)}")


def _template(workspace: Workspace, named: str) -> Template:
    """A template of the vault, or that of a file which was handed on."""
    path = Path(named)
    kept = workspace.briefings.templates
    return kept.read_file(path) if path.suffix == ".json" else kept.named(named)


def _with(template: Template, wanted: dict[str, str | tuple[str, ...] | None]) -> Template:
    """A template with what was asked for beside it."""
    names = {"lang": "language"}
    given = {names.get(key, key): value for key, value in wanted.items() if value}
    return replace(template, **given).checked()  # type: ignore[arg-type]


def _issue(workspace: Workspace, issue: str | None) -> int | None:
    if issue is None:
        return None
    if issue == "next":
        return workspace.briefings.runs.next_issue(workspace.settings.office.series or "")
    if not issue.isdigit():
        raise click.BadParameter(f"“{issue}” is no number", param_hint="--issue")
    return int(issue)


def _plain(run: BriefingRun) -> dict[str, object]:
    return {
        "run": run.number,
        "as_of": run.as_of.isoformat(),
        "title": run.title,
        "level": run.level,
        "language": run.language,
        "template": run.template,
        "filter": run.where,
        "series": run.series,
        "issue": run.issue,
        "sha256": run.file_sha256,
    }


def _only(workspace: Workspace, asked: str) -> str:
    found = workspace.finding.page(Incident, parse_filter(asked, Incident), limit=2)
    if len(found) != 1:
        raise WhichIncident(found="none" if not found else "several")
    return found[0].id
