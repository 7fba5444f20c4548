"""Takes pictures of every form: `python -m tests.gui.forms.screenshots FOLDER`."""

import sys
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from strikelog.domain.filters import ALL
from strikelog.domain.records import (
    Actor,
    AggregateClaim,
    Incident,
    IncidentGroup,
    Location,
    Period,
    Site,
    Source,
)
from strikelog.gui import style
from strikelog.gui.forms import form_for
from strikelog.gui.forms.capture import QuickCapture
from strikelog.gui.language import set_language
from strikelog.gui.style import Look
from strikelog.gui.tasks import Tasks
from tests.gui.forms.desk import open_desk
from tests.turning import settle

FULL, SMALL = (1180, 860), (944, 560)


def on_page(widget, size):
    """Stand a form on the ground of the window."""
    page = QWidget()
    style.dress(page, Look.PAGE)
    column = QVBoxLayout(page)
    column.addWidget(widget)
    page.resize(*size)
    page.show()
    settle()
    return page


def take(page, folder, name):
    """Save a picture."""
    settle()
    page.grab().save(str(folder / f"{name}.png"))


def fail(error):
    raise error


def main(folder):
    """Open the worked example and take the pictures."""
    app = QApplication.instance() or QApplication([])
    style.load_fonts()
    folder.mkdir(parents=True, exist_ok=True)
    desk = open_desk(demo=2)
    tasks = Tasks.immediate(fail)
    for dark, language in ((False, "en"), (True, "en"), (False, "ar")):
        set_language(app, language)
        style.apply_theme(app, dark=dark)
        name = f"{'dark' if dark else 'light'}-{language}"
        take_incident(desk, tasks, folder, name)
        take_register(desk, tasks, folder, name)
        take_capture(desk, tasks, folder, name)


def take_capture(desk, tasks, folder, name):
    """Take quick capture with a date read back, places offered, and a new source."""
    dialog = QuickCapture(desk, tasks)
    dialog.show()
    settle()
    for editor, text in (
        (dialog.when, "early Sep 2019"),
        (dialog.what, "Air strike on a market"),
        (dialog.source, "Local radio, evening news"),
    ):
        editor.line.setFocus()
        QTest.keyClicks(editor.line, text)
    dialog.where.line.setFocus()
    QTest.keyClicks(dialog.where.line, "Kafr N")
    settle(300)
    take(dialog, folder, f"capture-{name}")
    dialog.close()


def first_incident(desk):
    """Find the incident with most claims."""
    found = desk.finding.case_files(ALL)
    return max(found, key=lambda case: len(case.claims)).incident.id


def take_incident(desk, tasks, folder, name):
    """Take the incident form: top, claims opened, matrix, small window."""
    form = form_for(desk, tasks, Incident)
    form.load(first_incident(desk))
    page = on_page(form, FULL)
    form.cards.complete()
    take(page, folder, f"incident-{name}")
    content = form.cards.scroller.widget()
    content.resize(FULL[0] - 60, content.sizeHint().height())
    bar = form.cards.scroller.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    take(page, folder, f"incident-middle-{name}")
    bar.setValue(bar.maximum())
    take(page, folder, f"incident-end-{name}")
    claims = next(view for view in form.sheet.branches if view.branch.kind.__name__ == "Claim")
    people = form.matrix
    bar.setValue(people.mapTo(content, people.rect().topLeft()).y() - 20)
    take(page, folder, f"incident-matrix-{name}")
    claims.rows[0].open()
    settle()
    form.cards.scroller.ensureWidgetVisible(claims.rows[0].sheet)
    bar.setValue(claims.mapTo(content, claims.rect().topLeft()).y() - 20)
    take(page, folder, f"incident-claim-{name}")
    page.resize(*SMALL)
    bar.setValue(0)
    take(page, folder, f"incident-small-{name}")
    page.close()


def take_register(desk, tasks, folder, name):
    """Take the form of one record of each register."""
    for kind in (Site, Source, Location, Actor, Period, AggregateClaim, IncidentGroup):
        form = form_for(desk, tasks, kind)
        form.load(desk.finding.all(kind)[0].id)
        page = on_page(form, FULL)
        for _, fold in form.sheet.fields.folds[:1]:
            fold.open()
        take(page, folder, f"{kind.__name__.lower()}-{name}")
        page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
