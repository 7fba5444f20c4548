"""Runs of briefings: what each written briefing said, kept once and never changed."""

import json
import zlib
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa

from ..domain.briefing_runs import BriefingRun, RunFigure, RunIncident
from .tables import Schema

RUNS = "briefing_run"


def keep_briefing(connection: sa.Connection, schema: Schema, run: BriefingRun) -> int:
    """Write a run down and give its number."""
    content = json.dumps(_plain(run), ensure_ascii=False, separators=(",", ":"))
    row = {
        "at": run.at.astimezone(UTC).isoformat(),
        "actor": run.actor,
        "as_of": run.as_of.isoformat(),
        "template": run.template,
        "asked": run.where,
        "level": run.level,
        "language": run.language,
        "title": run.title,
        "state": run.state,
        "file_sha256": run.file_sha256,
        "series": run.series,
        "issue": run.issue,
        "content": zlib.compress(content.encode()),
    }
    table = _table(schema)
    connection.execute(sa.insert(table), row)
    return int(connection.execute(sa.select(sa.func.max(table.c.pk))).scalar_one())


def briefing_runs(connection: sa.Connection, schema: Schema) -> list[BriefingRun]:
    """Give every run without its figures, newest first."""
    table = _table(schema)
    columns = [column for column in table.c if column.name != "content"]
    query = sa.select(*columns).order_by(table.c.pk.desc())
    return [_run(row) for row in connection.execute(query).mappings()]


def briefing_run(connection: sa.Connection, schema: Schema, number: int) -> BriefingRun | None:
    """Give a run with its figures and incidents."""
    table = _table(schema)
    query = sa.select(table).where(table.c.pk == number)
    row = connection.execute(query).mappings().first()
    return None if row is None else _run(row)


def _table(schema: Schema) -> sa.Table:
    return schema.metadata.tables[RUNS]


def _run(row: sa.RowMapping) -> BriefingRun:
    plain = json.loads(zlib.decompress(row["content"])) if "content" in row else None
    figures, incidents = _content(plain) if plain else ((), {})
    return BriefingRun(
        number=row["pk"],
        at=datetime.fromisoformat(row["at"]),
        actor=row["actor"],
        as_of=date.fromisoformat(row["as_of"]),
        template=row["template"],
        where=row["asked"],
        level=row["level"],
        language=row["language"],
        title=row["title"],
        state=row["state"],
        file_sha256=row["file_sha256"],
        series=row["series"],
        issue=row["issue"],
        figures=figures,
        incidents=incidents,
    )


def _plain(run: BriefingRun) -> dict[str, Any]:
    """Figures and incidents as plain values; ids are told once and then by their place."""
    places = {key: place for place, key in enumerate(run.incidents)}
    figures = []
    for one in run.figures:
        ids = [places[key] for key in one.incident_ids if key in places]
        figures.append(asdict(one) | {"incident_ids": ids})
    incidents = [
        [key, one.code, one.state, one.grading, *one.standing] for key, one in run.incidents.items()
    ]
    return {"figures": figures, "incidents": incidents}


def _content(plain: dict[str, Any]) -> tuple[tuple[RunFigure, ...], dict[str, RunIncident]]:
    incidents = {key: _incident(*rest) for key, *rest in plain["incidents"]}
    keys = list(incidents)
    figures = [
        RunFigure(**one | {"incident_ids": tuple(keys[place] for place in one["incident_ids"])})
        for one in plain["figures"]
    ]
    return tuple(figures), incidents


def _incident(code: str, state: str, grading: str = "", *standing: str) -> RunIncident:
    return RunIncident(code, state, grading, standing)
