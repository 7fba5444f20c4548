"""Papers of the example as people get them, made once for every test that reads them."""

from dataclasses import replace

import pytest

from strikelog.domain.records import Incident
from strikelog.services.safekeeping import fill_with_demo
from tests.databases import briefings_over, open_database, recording_over


@pytest.fixture(scope="session")
def papers(tmp_path_factory):
    """The bytes of each kind of paper in English, and of one in both languages, by name."""
    folder = tmp_path_factory.mktemp("papers")
    database = open_database(folder)
    recording = recording_over(database)
    fill_with_demo(recording, database, 2)
    service = briefings_over(database)
    case = service._finding.case_files()[0].incident
    service.make(folder / "situation.pdf")
    service.make(folder / "one-page.pdf", template="one-page")
    service.dossier(folder / "dossier.pdf", case.id)
    service.sheet(folder / "sheet.pdf", service._finding.get(Incident, case.id))
    service.make(folder / "both.pdf", language="both")
    every = service._finding.case_files()
    for one in every:
        recording.save(replace(one.incident, workflow="reviewed"), one.incident)
    assert service.make(folder / "level.pdf", level="briefing").incidents == len(every)
    database.close()
    return {one.stem: one.read_bytes() for one in folder.glob("*.pdf")}
