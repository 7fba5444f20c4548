"""What every briefing says of its method and its limits; definitions come from the lists."""

__all__ = ["LIMITS", "METHOD", "SHORT"]

METHOD = {
    "Unit": (
        "An incident is one moment and place in which civilians or a protected service were "
        "harmed; several waves within two hours on one spot are one incident. Attacks and sites "
        "are counted apart: one site may be attacked often."
    ),
    "Sources": (
        "Each claim is recorded with who asserts it and where it was read. Reports that share a "
        "publisher, a quotation or a file count as one origin. Reliability of a source (A–F) and "
        "credibility of a claim (1–6) are judged apart."
    ),
    "Inclusion": (
        "Drafts, rumours, and rejected or merged records are left out. Incidents graded "
        "discounted are listed and not summed."
    ),
    "People": (
        "The range adopted for an incident runs from the smallest low to the largest high of its "
        "credible claims, one an origin, unless a figure of our own with its reason stands. Blank"
        " means that nobody states a number; nought means that a source states none. Sums add "
        "lows and highs; where numbers are missing a sum reads at least."
    ),
    "Attribution": (
        "Who is said to be responsible is printed with who says so, how sure they are and on what"
        " basis; it is a finding of that source."
    ),
    "Review": (
        "An incident is assessed and signed by one person and reviewed by a second before it "
        "leaves the office."
    ),
}
"""Paragraphs of the method by their heading."""

LIMITS = (
    (
        "Only reported cases are counted; places without access, and attacks that nobody "
        "reported, are missing."
    ),
    (
        "Coverage follows the attention of the sources; a change in numbers may be a change in "
        "reporting."
    ),
    ("Unknown means unknown: method, attacker and number stay open where no source states them."),
    ("An attribution is not a legal finding."),
)
"""Sentences on what the figures cannot say."""

SHORT = (
    "An incident is one moment and place; attacks and sites are different units. A range runs from "
    "the smallest low to the largest high of the credible claims, one an origin; blank is not "
    "nought; sums add lows and highs. Drafts, rumours and rejected records are left out. What "
    "others published is not added."
)
"""The method for a page that has no room to spare."""
