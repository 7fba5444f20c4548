"""The derived fields of an incident.

Computed from its date and its assessment in force, never typed.
"""

from .casefiles import CaseFile
from .records import Incident, altered


def derived(case: CaseFile) -> Incident:
    """Give the incident with its derived fields as its date and assessments make them."""
    when, judged = case.incident.date_edtf, case.latest_assessment
    return altered(
        case.incident,
        date_start=when.first if when else None,
        date_end=when.last if when else None,
        date_prec=when.precision if when else None,
        grading=judged.grading if judged else "unassessed",
        certainty=judged.certainty if judged else None,
        in_totals=judged.in_totals if judged else None,
    )
