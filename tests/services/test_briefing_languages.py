"""Briefings in Arabic and both over a real vault: names of areas, sheets, and the thin reading."""

import pypdf
import pytest

from strikelog.domain.records import Incident
from strikelog.services import briefing_gathering
from strikelog.services.briefings import LanguageMissing
from strikelog.services.finding import Finding
from strikelog.services.safekeeping import fill_with_demo
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


def read(path):
    return pypdf.PdfReader(path)


def text_of(path):
    return " ".join(page.extract_text() for page in read(path).pages)


@pytest.mark.parametrize("few", [400, 3])
def test_areas_have_their_local_name_whether_read_whole_or_as_rows(
    service, tmp_path, monkeypatch, few
):
    monkeypatch.setattr(briefing_gathering, "FEW", few)

    service.make(tmp_path / "b.pdf", language="ar")

    assert "إدلب" in read(tmp_path / "b.pdf").pages[0].extract_text()


def test_many_incidents_are_counted_alike_in_both_languages(service, tmp_path, monkeypatch):
    monkeypatch.setattr(briefing_gathering, "FEW", 3)

    made = [service.make(tmp_path / f"{one}.pdf", language=one) for one in ("en", "ar")]

    assert made[0].figures == made[1].figures
    assert made[0].incidents == made[1].incidents


def test_the_same_vault_gives_the_same_bytes_in_both(service, tmp_path):
    made = [service.make(tmp_path / f"{n}.pdf", language="both") for n in (1, 2)]

    assert made[0].sha256 == made[1].sha256


@pytest.mark.parametrize("template", ["situation", "one-page"])
def test_both_is_the_one_and_then_the_other(service, tmp_path, template):
    pages = {
        one: service.make(tmp_path / f"{one}.pdf", template=template, language=one).pages
        for one in ("en", "ar", "both")
    }

    assert pages["both"] == pages["en"] + pages["ar"]
    assert read(tmp_path / "both.pdf").trailer["/Root"]["/Lang"] == "en"


def test_a_dossier_is_made_in_both(service, vault, tmp_path):
    incident = next(iter(Finding(vault).all(Incident)))

    service.dossier(tmp_path / "d.pdf", incident.id, language="both")

    text = text_of(tmp_path / "d.pdf")
    assert "What is reported" in text
    assert "الاتصال" in text


def test_a_sheet_is_made_in_each_language(service, vault, tmp_path):
    incident = next(iter(Finding(vault).all(Incident)))

    made = {
        one: service.sheet(tmp_path / f"{one}.pdf", incident, language=one)
        for one in ("en", "ar", "both")
    }

    assert made["both"].pages == made["en"].pages + made["ar"].pages
    assert "كما" in text_of(tmp_path / "ar.pdf")
    assert "كفرنبل" in text_of(tmp_path / "ar.pdf")
    assert read(tmp_path / "ar.pdf").trailer["/Root"]["/ViewerPreferences"]["/Direction"] == "/R2L"


def test_a_language_nobody_speaks_is_refused(service, vault, tmp_path):
    incident = next(iter(Finding(vault).all(Incident)))

    with pytest.raises(LanguageMissing):
        service.make(tmp_path / "b.pdf", language="fr")
    with pytest.raises(LanguageMissing):
        service.sheet(tmp_path / "s.pdf", incident, language="fr")
    assert not list(tmp_path.iterdir())
