"""What a preview remembers between two choices never shows on its pages; reading can be stopped."""

import weakref
from collections import Counter
from dataclasses import replace

import pypdf
import pytest

from strikelog.briefing import desk
from strikelog.briefing import plan as planning
from strikelog.briefing.fonts import faces
from strikelog.briefing.levels import Level
from strikelog.domain.briefing_templates import BUILT_IN
from strikelog.domain.filters import ALL
from strikelog.domain.progress import Cancelled, Silent
from strikelog.drawing.printed import Glyphs
from strikelog.services import briefing_gathering, briefing_preview
from strikelog.services.briefing_drafts import BriefingWish
from strikelog.services.briefing_plans import Plans
from strikelog.services.safekeeping import fill_with_demo
from tests.databases import briefings_over, open_database, recording_over

TEMPLATE = BUILT_IN["situation"]
CHANGES = {
    "a section": {"sections": tuple(one for one in TEMPLATE.sections if one != "tiles")},
    "no annex": {"sections": TEMPLATE.sections[:-1]},
    "the order": {"sections": TEMPLATE.sections[::-1]},
    "the paper": {"paper": "letter"},
    "the title": {"title": "Strikes on Kafr Nabl"},
    "the language": {"language": "ar"},
    "both languages": {"language": "both"},
    "the level": {"level": "briefing"},
    "the step": {"step": "week"},
    "fewer notes": {"most_notes": 1},
    "one breakdown": {"breakdowns": ("method",)},
    "no keys": {"keys": False},
}


@pytest.fixture(scope="module")
def vault(tmp_path_factory):
    database = open_database(tmp_path_factory.mktemp("memory"))
    fill_with_demo(recording_over(database), database, 2)
    yield database
    database.close()


@pytest.fixture
def service(vault):
    return briefings_over(vault)


@pytest.fixture
def planned(monkeypatch):
    made, make = [], planning.make_plan

    def counted(*given, **more):
        made.append(1)
        return make(*given, **more)

    monkeypatch.setattr(planning, "make_plan", counted)
    return made


class Stopping:
    """A progress that has had enough after some reports."""

    def __init__(self, reports):
        self.left = reports

    def report(self, _done, _total=None, _text=""):
        self.left -= 1
        if self.left < 0:
            raise Cancelled


# -- what is remembered --------------------------------------------------------------------------


@pytest.mark.parametrize("few", [400, 3], ids=["few incidents", "many incidents"])
def test_pages_are_those_that_nothing_remembered_would_have(vault, service, monkeypatch, few):
    monkeypatch.setattr(briefing_gathering, "FEW", few)
    service.previewing.preview(BriefingWish(template=TEMPLATE))

    for name, change in CHANGES.items():
        wish = BriefingWish(template=replace(TEMPLATE, **change))
        shown = service.previewing.preview(wish)
        fresh = briefings_over(vault).previewing.preview(wish)
        assert shown.pages == fresh.pages, name
        assert shown.figures == fresh.figures, name


@pytest.mark.parametrize("name", ["the paper", "the title"])
def test_what_bears_on_pages_alone_is_not_planned_again(service, planned, name):
    service.previewing.preview(BriefingWish(template=TEMPLATE))
    before = service.previewing.preview(BriefingWish(template=TEMPLATE)).pages

    after = service.previewing.preview(
        BriefingWish(template=replace(TEMPLATE, **CHANGES[name]))
    ).pages

    assert len(planned) == 1
    assert after != before


def test_another_order_counts_nothing_again(service, monkeypatch):
    counted, count = [], desk.numbers_of
    monkeypatch.setattr(desk, "numbers_of", lambda given: counted.append(1) or count(given))

    for template in (TEMPLATE, replace(TEMPLATE, **CHANGES["the order"])):
        service.previewing.preview(BriefingWish(template=template))

    assert len(counted) == 1


def test_another_language_is_planned_and_its_two_editions_are_kept(service, planned):
    both = replace(TEMPLATE, language="both")
    service.previewing.preview(BriefingWish(template=both))
    assert len(planned) == 2

    service.previewing.preview(BriefingWish(template=replace(both, paper="letter")))

    assert len(planned) == 2


def test_another_level_reads_no_incident_again(service, monkeypatch):
    service.previewing.preview(BriefingWish(template=TEMPLATE))
    read = []
    gathering = service.drafting.gathering
    monkeypatch.setattr(gathering, "selection", lambda *given: read.append(given))

    service.previewing.preview(BriefingWish(template=replace(TEMPLATE, level="partner")))

    assert not read


def test_what_was_read_goes_when_nobody_looks_at_it_any_more(service):
    wish = BriefingWish(template=TEMPLATE)
    service.previewing.preview(wish)
    service.release_plan(wish)
    held = weakref.ref(service.previewing._selection[1].material)
    assert held() is not None

    service.forget()

    assert held() is None


def test_plans_of_other_records_are_not_given(service, planned):
    plans, gathering = Plans(), service.drafting.gathering
    first, second = (gathering.material(ALL, Level.FULL, Silent()) for _ in range(2))
    asked = service.drafting._asked(BriefingWish(template=TEMPLATE), first, None)
    office = service.drafting._office(BriefingWish())

    for material in (first, first, second):
        plans.plan(material, asked, office)

    assert len(planned) == 2


# -- what can be stopped -------------------------------------------------------------------------


@pytest.mark.parametrize("reports", [0, 1, 3, 6])
def test_reading_many_incidents_stops_when_it_is_told_to(service, monkeypatch, reports):
    monkeypatch.setattr(briefing_gathering, "FEW", 3)
    monkeypatch.setattr(briefing_gathering, "_AT_A_TIME", 2)

    with pytest.raises(Cancelled):
        service.previewing.preview(BriefingWish(template=TEMPLATE), progress=Stopping(reports))

    assert service.previewing.preview(BriefingWish(template=TEMPLATE)).incidents == 9


def test_planning_can_be_stopped_before_each_section_and_begun_again(service, planned):
    drafting, wish = service.drafting, BriefingWish(template=replace(TEMPLATE, level="full"))
    material, plans, never = drafting.material(wish), Plans(), Stopping(1_000)
    whole = drafting.draft(wish, material=material, progress=never)

    told = 1_000 - never.left

    for at in range(told):
        with pytest.raises(Cancelled):
            drafting.draft(wish, material=material, plans=plans, progress=Stopping(at))
    after = drafting.draft(wish, material=material, plans=plans)

    sections = sum(len(planning._SECTIONS.get(one, ())) for one in TEMPLATE.sections)
    assert told >= sections + 3
    assert after.plan == whole.plan


# -- pages of the file ---------------------------------------------------------------------------


def foot_of(page):
    """The glyphs of the running foot, by their places."""
    found = [one for one in page.shapes if isinstance(one, Glyphs) and one.spots[0][1] < 40]
    return {(shape.face, shape.numbers) for shape in found}


def test_feet_count_all_pages_once_somebody_counted_them(service, monkeypatch):
    wish = BriefingWish(template=TEMPLATE)
    whole = service.previewing.preview(wish)
    monkeypatch.setattr(briefing_preview, "MOST_PAGES", 3)

    cut = service.previewing.preview(wish)
    total = service.release_plan(wish).pages
    counted = service.previewing.preview(wish, total=total)

    assert total == len(whole.pages) > 3
    assert (cut.is_cut, len(cut.pages), cut.total) == (True, 3, 0)
    assert foot_of(cut.pages[0]) != foot_of(whole.pages[0])
    assert counted.pages == whole.pages[:3]
    assert counted.total == total


def letters_of(page):
    """The plain letters and digits of a page, each with how often it stands there."""
    known = {face.name: face for face in faces()}
    found = Counter()
    for shape in page.shapes:
        if isinstance(shape, Glyphs):
            back = {known[shape.face].font.get_nominal_glyph(c): chr(c) for c in LETTERS}
            found.update(back[one] for one in shape.numbers if one in back)
    return found


LETTERS = [ord(one) for one in "abcdeghkmnopqrsuvwxyzABCDEGHIKLMNPQRSUVWXYZ0123456789"]


@pytest.mark.parametrize("few", [400, 3], ids=["few incidents", "many incidents"])
def test_the_file_has_the_pages_that_were_shown(service, monkeypatch, tmp_path, few):
    monkeypatch.setattr(briefing_gathering, "FEW", few)
    wish = BriefingWish(template=replace(TEMPLATE, keys=False))
    shown = service.previewing.preview(wish)

    written = service.write(tmp_path / "b.pdf", wish)

    pages = [one.extract_text() for one in pypdf.PdfReader(tmp_path / "b.pdf").pages]
    counted = [Counter(one for one in page if ord(one) in LETTERS) for page in pages]
    assert written.pages == len(shown.pages) == len(pages)
    assert counted == [letters_of(page) for page in shown.pages]
    assert counted[0] != counted[1]  # or any page would do for any other
