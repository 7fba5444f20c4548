"""Briefings over a real vault: what is asked, what is refused, the same bytes every time."""

import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pypdf
import pytest

from strikelog.briefing.document import DocumentNotSaved
from strikelog.briefing.levels import UnknownLevel
from strikelog.domain.filter_text import parse_filter
from strikelog.domain.progress import Cancelled
from strikelog.domain.records import Incident
from strikelog.services import briefing_gathering
from strikelog.services.briefings import (
    LanguageMissing,
    NoSuchIncident,
    NotForLevel,
    UnknownTemplate,
    scope_words,
)
from strikelog.services.finding import Finding
from strikelog.services.safekeeping import fill_with_demo
from strikelog.services.samples import sample_records
from strikelog.services.settings import OfficeSettings, Settings
from strikelog.storage.writing import Revision
from tests.databases import briefings_over, open_database, recording_over


@pytest.fixture(scope="module")
def vault(tmp_path_factory):
    database = open_database(tmp_path_factory.mktemp("demo"))
    fill_with_demo(recording_over(database), database, 2)
    yield database
    database.close()


@pytest.fixture
def service(vault):
    return briefings_over(vault)


def asked(text):
    return parse_filter(text, Incident)


def text_of(path):
    pages = pypdf.PdfReader(path).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    return re.sub(r"[ \u202f]F\d+\b", "", text)


def test_a_briefing_tells_what_it_holds(service, tmp_path):
    made = service.make(tmp_path / "b.pdf")

    content = (tmp_path / "b.pdf").read_bytes()
    assert made.incidents == 9
    assert made.pages == len(pypdf.PdfReader(tmp_path / "b.pdf").pages)
    assert made.figures > 40
    assert made.sha256 == sha256(content).hexdigest()


def test_the_one_page_is_one_page_with_its_map(service, tmp_path):
    made = service.make(tmp_path / "one.pdf", template="one-page")

    assert made.pages == 1
    assert "Natural Earth" in text_of(tmp_path / "one.pdf")


def test_a_filter_narrows_the_briefing_and_stands_in_it(service, tmp_path):
    where = asked('site:"Kafr Nabl"')

    made = service.make(tmp_path / "b.pdf", where)

    assert made.incidents == 3
    assert scope_words(where) in text_of(tmp_path / "b.pdf")


def test_the_day_of_the_data_is_that_of_the_newest_change(service, tmp_path):
    service.make(tmp_path / "own.pdf")
    service.make(tmp_path / "asked.pdf", as_of=date(2019, 12, 1))

    assert "Data as of 1 March 2024" in text_of(tmp_path / "own.pdf")
    assert "Data as of 1 December 2019" in text_of(tmp_path / "asked.pdf")


def test_the_same_vault_and_wish_give_the_same_bytes(service, tmp_path):
    first = service.make(tmp_path / "1.pdf")
    second = service.make(tmp_path / "2.pdf")

    assert first.sha256 == second.sha256


def test_another_process_writes_the_same_bytes(tmp_path):
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from tests.briefing.material import example_material, plan_of\n"
        "from strikelog.briefing.document import write_document\n"
        "from strikelog.briefing.situation import situation\n"
        "write_document(Path(sys.argv[1]), situation(plan_of(example_material())))\n"
    )
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-c", script, tmp_path / f"{seed}.pdf"],
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(filter(None, sys.path)) + ":."},
        )

    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "2.pdf").read_bytes()


def test_the_office_stands_in_the_masthead_and_at_the_end(vault, tmp_path):
    settings = Settings(vault)
    before = settings.office
    settings.save_office(
        replace(
            OfficeSettings(), office="North Office", contact="desk@example.org", licence="CC BY"
        )
    )

    briefings_over(vault).make(tmp_path / "b.pdf")
    settings.save_office(before)

    text = text_of(tmp_path / "b.pdf")
    assert "NORTH OFFICE" in text
    assert "desk@example.org" in text
    assert "Licence: CC BY" in text


def test_nothing_is_in_review_outside_the_office(service, tmp_path):
    made = service.make(tmp_path / "b.pdf", level="briefing")

    assert (made.pages, made.incidents, made.figures) == (1, 0, 0)
    assert "No incident matches." in text_of(tmp_path / "b.pdf")


def test_drafts_are_in_no_briefing(service, tmp_path):
    service.make(tmp_path / "b.pdf")

    assert "EX-2019-0009" not in text_of(tmp_path / "b.pdf")


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        ({"language": "fr"}, LanguageMissing),
        ({"template": "poster"}, UnknownTemplate),
        ({"level": "secret"}, UnknownLevel),
    ],
)
def test_what_cannot_be_made_is_refused_and_leaves_no_file(service, tmp_path, wish, refusal):
    with pytest.raises(refusal):
        service.make(tmp_path / "b.pdf", **wish)

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_named(service, tmp_path):
    with pytest.raises(DocumentNotSaved, match="b.pdf"):
        service.make(tmp_path / "nowhere" / "b.pdf")


def test_a_person_can_stop_it(service, tmp_path):
    class Impatient:
        def report(self, done, total=None, text=""):
            raise Cancelled

    with pytest.raises(Cancelled):
        service.make(tmp_path / "b.pdf", progress=Impatient())

    assert list(tmp_path.iterdir()) == []


# -- dossiers --------------------------------------------------------------------------------


@pytest.mark.parametrize("ref", ["EX-2019-0001", "EX-2019-0002", "EX-2019-0003"])
def test_each_strike_on_the_hospital_has_its_dossier(service, vault, tmp_path, ref):
    incident = Finding(vault).by_code(ref)

    made = service.dossier(tmp_path / "d.pdf", incident.id)

    text = text_of(tmp_path / "d.pdf")
    assert made.incidents == 1
    assert ref in text
    for other in ("EX-2019-0001", "EX-2019-0002", "EX-2019-0003"):
        assert other in text


def test_a_dossier_of_a_draft_is_refused(service, vault, tmp_path):
    draft = Finding(vault).by_code("EX-2019-0009")

    with pytest.raises(NotForLevel, match="EX-2019-0009"):
        service.dossier(tmp_path / "d.pdf", draft.id)


def test_a_dossier_of_what_is_in_review_stays_inside(service, vault, tmp_path):
    incident = Finding(vault).by_code("EX-2019-0001")

    with pytest.raises(NotForLevel):
        service.dossier(tmp_path / "d.pdf", incident.id, level="public")


def test_a_dossier_of_nothing_is_refused(service, tmp_path):
    with pytest.raises(NoSuchIncident):
        service.dossier(tmp_path / "d.pdf", "00000000-0000-4000-8000-000000000000")


# -- many incidents --------------------------------------------------------------------------


def test_many_incidents_are_counted_alike_whether_read_whole_or_as_rows(tmp_path, monkeypatch):
    database = open_database(tmp_path)
    recording_over(database).apply("Sample", [Revision(None, one) for one in sample_records(60)])
    service = briefings_over(database)
    whole = service.make(tmp_path / "whole.pdf", level="briefing")
    monkeypatch.setattr(briefing_gathering, "FEW", 10)
    monkeypatch.setattr(briefing_gathering, "PRINTED", 8)

    rows = service.make(tmp_path / "rows.pdf", level="briefing")
    database.close()

    one, other = text_of(tmp_path / "whole.pdf"), text_of(tmp_path / "rows.pdf")
    assert whole.incidents == rows.incidents > 10
    assert f"{rows.incidents} attacks were reported" in one
    assert f"{rows.incidents} attacks were reported" in other
    assert f"… and {rows.incidents - 8} more in the workbook" in other


def test_an_empty_vault_has_a_briefing(tmp_path):
    database = open_database(tmp_path)

    made = briefings_over(database).make(tmp_path / "b.pdf")
    database.close()

    assert (made.pages, made.incidents) == (1, 0)


HEAD = "412 abacus abdomen abide ability ablaze able abnormal abrasion"


@pytest.mark.parametrize(("level", "is_told"), [("full", True), ("public", False)])
def test_the_head_of_the_history_stands_in_internal_papers_alone(vault, tmp_path, level, is_told):
    service = briefings_over(vault, lambda: HEAD)

    service.make(tmp_path / "b.pdf", level=level)

    assert (HEAD in text_of(tmp_path / "b.pdf")) == is_told
