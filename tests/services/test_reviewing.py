"""A preview laid out for deciding: its lines, what is chosen on them, what an import is told."""

import pytest

from strikelog.services.review_waiting import review_of_waiting
from strikelog.services.reviewing import review_of
from tests.databases import stored
from tests.services.test_importing import CLAIM, FIGURE, INCIDENT, SITE, SOURCE, Office


@pytest.fixture
def office(tmp_path):
    made = Office(tmp_path)
    made.recording.add_all([SOURCE, SITE, INCIDENT], "case")
    made.export()
    yield made
    made.database.close()


def reviewed(office):
    return review_of(office.preview())


def lines_of(review, kind):
    return [one for one in review.lines if review.kind_of(one) == kind]


def only(review, kind):
    (line,) = lines_of(review, kind)
    return line


def dispute(office):
    """They changed a title we changed as well, emptied a summary, and added a record."""
    with office.edit() as book:
        book.put("Incidents", INCIDENT.id, "title", "Strike on a ward")
        book.put("Incidents", INCIDENT.id, "summary", None)
        book.put("Sites", SITE.id, "beds", 20)
        book.add("Sources", title="Other report", ref="SRC-2", source_type="ngo_report")
    office.save(INCIDENT, title="Strike on a market")
    return office.preview()


@pytest.fixture(scope="module")
def preview(tmp_path_factory):
    """The disputed workbook, compared once for all tests that only look at it."""
    made = Office(tmp_path_factory.mktemp("office"))
    made.recording.add_all([SOURCE, SITE, INCIDENT], "case")
    made.export()
    yield dispute(made)
    made.database.close()


@pytest.fixture
def disputed(preview):
    return review_of(preview)


def test_lines_stand_below_the_head_of_their_record(disputed):
    heads = [one for one in disputed.lines if disputed.is_head(one)]

    assert [disputed.heading(one).title for one in heads] == [
        "Other report",
        "Hospital",
        "Strike on a market",
    ]


def test_a_line_says_what_each_side_holds(disputed):
    said = disputed.line(only(disputed, "conflict"))

    assert (said.label, said.ours, said.theirs) == (
        "Title",
        "Strike on a market",
        "Strike on a ward",
    )


def test_what_only_they_changed_comes_in_by_itself(disputed):
    assert disputed.choice(only(disputed, "changed")) == "theirs"
    assert disputed.choice(only(disputed, "new")) == "theirs"


def test_clearings_and_conflicts_wait_for_a_person(disputed):
    assert disputed.choice(only(disputed, "cleared")) is None
    assert disputed.choice(only(disputed, "conflict")) is None
    assert disputed.effect().open == 2


def test_a_head_decides_for_its_whole_record(disputed):
    head = next(
        one
        for one in disputed.lines
        if disputed.is_head(one) and disputed.heading(one).title == "Strike on a market"
    )

    disputed.choose([head], "theirs")

    assert disputed.choice(only(disputed, "cleared")) == "theirs"
    assert disputed.choice(only(disputed, "conflict")) == "theirs"


def test_only_questions_can_be_put_off(disputed):
    plain, asked = only(disputed, "changed"), only(disputed, "conflict")

    given = disputed.choose([plain, asked], "later")

    assert given == 1
    assert not disputed.offers_later(plain)
    assert disputed.choice(plain) == "theirs"
    assert disputed.choice(asked) == "later"


def test_counts_run_along(disputed):
    before = disputed.effect()

    disputed.choose([only(disputed, "changed")], "ours")
    disputed.choose([only(disputed, "conflict")], "theirs")

    after = disputed.effect()
    assert (before.coming, before.staying, before.open) == (2, 0, 2)
    assert (after.coming, after.staying, after.open) == (2, 1, 1)


def test_undeciding_goes_back_to_what_goes_without_saying(disputed):
    line = only(disputed, "changed")
    disputed.choose([line], "ours")

    disputed.choose([line], None)

    assert disputed.choice(line) == "theirs"


def test_choosing_for_many_counts_as_choosing_for_each(disputed):
    choices = disputed.choose_for(lines_of(disputed, "conflict"), "theirs")

    disputed.take_up(disputed.weighed(choices))

    assert disputed.choice(only(disputed, "conflict")) == "theirs"
    assert disputed.choice(only(disputed, "cleared")) is None
    assert disputed.effect().open == 1


def test_an_import_is_told_only_what_does_not_go_without_saying(disputed):
    disputed.choose([only(disputed, "conflict")], "ours")

    told = disputed.decisions({"cleared": "theirs"})

    assert told == {
        (INCIDENT.id, "title"): "ours",
        (INCIDENT.id, "summary"): "theirs",
    }


def test_clearings_nobody_agreed_to_stay_out(office):
    preview = dispute(office)
    told = review_of(preview).decisions({"cleared": "ours"})

    office.importing.apply(preview, told)

    assert office.get(INCIDENT).summary == "What happened"
    assert office.get(SITE).beds == 20


def test_choices_are_taken_over_to_a_second_look(office):
    disputed = review_of(dispute(office))
    disputed.choose([only(disputed, "conflict")], "theirs")
    office.save(INCIDENT, ref="IDL-2")

    again = reviewed(office)
    again.take_over(disputed.chosen())

    assert again.choice(only(again, "conflict")) == "theirs"
    assert not reviewed(office).is_touched
    assert again.is_touched


def test_a_group_of_fields_is_decided_as_one(office):
    with office.edit() as book:
        book.put("Sites", SITE.id, "lat", 35.5)
        book.put("Sites", SITE.id, "lon", 36.5)
    review = reviewed(office)
    lat, lon = lines_of(review, "changed")

    review.choose([lat], "ours")

    assert review.choice(lon) == "ours"
    assert review.together_with(lat) == [review.line(lon).label]
    assert review.decisions() == {(SITE.id, "lat"): "ours"}


def test_a_refused_cell_stands_with_its_row_and_is_only_told(office):
    with office.edit() as book:
        book.put("Sites", SITE.id, "beds", "many")
        book.put("Sites", SITE.id, "name", "Clinic")
    review = reviewed(office)
    line = only(review, "refused")

    said = review.line(line)

    assert (said.label, said.theirs) == ("Beds", "many")
    assert said.reason
    assert not review.can_decide(line)
    assert review.heading(line) == review.heading(only(review, "changed"))


def test_a_deletion_is_a_proposal(office):
    with office.edit() as book:
        book.put("Sites", SITE.id, "_op", "D")
    review = reviewed(office)
    line = only(review, "deleted")

    assert review.choice(line) is None
    assert review.line(line).label == "The whole record"
    assert review.decisions() == {(SITE.id, "deleted"): "later"}
    assert review.decisions({"deleted": "theirs"}) == {(SITE.id, "deleted"): "theirs"}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"kind": "conflict"}, ["conflict"]),
        ({"sheet": "Sites"}, ["changed"]),
        ({"words": "WARD"}, ["conflict"]),
        ({"words": "market"}, ["cleared", "conflict"]),
        ({"words": "market", "kind": "cleared"}, ["cleared"]),
        ({"words": "src-2"}, ["new"]),
        ({"words": "nothing of the kind"}, []),
    ],
)
def test_lines_are_found_by_kind_sheet_and_words(disputed, asked, found):
    lines = disputed.select(**asked)

    kinds = sorted(disputed.kind_of(one) for one in lines if disputed.kind_of(one) != "head")
    assert kinds == found


def test_every_found_line_stands_below_its_head(disputed):
    lines = disputed.select(kind="conflict")

    assert [disputed.is_head(one) for one in lines] == [True, False]


def test_the_next_open_line_comes_round_again(disputed):
    lines = disputed.select()
    places = [n for n, one in enumerate(lines) if disputed.choice(one) is None]
    places = [n for n in places if not disputed.is_head(lines[n])]

    first = disputed.next_open(lines, 0)
    last = disputed.next_open(lines, places[-1] + 1)

    assert first == last == places[0]


def test_the_fields_of_a_new_record_are_said(disputed):
    said = {one.label: one.theirs for one in disputed.fields_of_new(only(disputed, "new"))}

    assert said["Title"] == "Other report"


def test_a_new_record_left_out_is_not_made(office):
    preview = dispute(office)
    disputed = review_of(preview)
    disputed.choose([only(disputed, "new")], "ours")

    office.importing.apply(preview, disputed.decisions())

    assert disputed.effect().staying == 1
    assert "Other report" not in {one.title for one in office_sources(office)}


def office_sources(office):
    return stored(office.database, type(SOURCE)).values()


def test_records_coming_in_are_counted_once(office):
    with office.edit() as book:
        book.put("Sites", SITE.id, "beds", 20)
        book.put("Sites", SITE.id, "name", "Clinic")

    assert reviewed(office).records_coming() == 1


def test_a_figure_is_headed_with_the_incident_its_claim_is_about(office):
    office.recording.add_all([CLAIM, FIGURE], "figure")
    office.export()
    with office.edit() as book:
        book.put("Casualties", FIGURE.id, "low", 3)
        book.put("Casualties", FIGURE.id, "high", 3)
        book.put("Sites", SITE.id, "beds", 20)

    review = reviewed(office)
    owners = {review.heading(one).entity: review.heading(one).owner for one in review.lines}

    assert owners == {"Casualty figure": "Strike", "Site": ""}
    assert len(review.select(words="strike")) == 3


def test_a_new_figure_is_headed_with_the_incident_of_the_same_workbook(office):
    with office.edit() as book:
        book.add("Incidents", id="i1", title="Strike on a bridge", date_edtf="2019-06-01")
        book.add("Casualties", owner_type="incident", owner_id="i1", outcome="killed", low="3")

    review = reviewed(office)
    owners = {review.heading(one).entity: review.heading(one).owner for one in review.lines}

    assert owners == {"Incident": "", "Casualty figure": "Strike on a bridge"}


def test_a_question_put_off_about_a_figure_names_its_incident(office):
    office.recording.add_all([CLAIM, FIGURE], "figure")
    office.export()
    with office.edit() as book:
        book.put("Casualties", FIGURE.id, "outcome", "injured")
    office.save(FIGURE, outcome="missing")
    preview = office.preview()
    review = review_of(preview)
    review.choose([only(review, "conflict")], "later")
    office.importing.apply(preview, review.decisions())

    waiting = review_of_waiting(office.importing.waiting(), "en")

    assert {waiting.heading(one).owner for one in waiting.lines} == {"Strike"}
