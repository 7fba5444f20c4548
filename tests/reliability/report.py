"""The page of the guide that shows what was tried: kept as figures, written as Markdown.

Figures are kept in a JSON file beside the guide, so that a long experiment run alone takes its
place in the page without the others being run again.
"""

import json
import subprocess
from pathlib import Path

from .experiment import Experiment, Outcome

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "resources" / "guide"
FIGURES = Path(__file__).parent / "figures.json"


def remember(experiment: Experiment, outcome: Outcome, *, commit: str) -> None:
    """Keep the figures of one run with the commit that was tried."""
    known = _known()
    known[experiment.name] = {
        "claim": experiment.claim,
        "unit": experiment.unit,
        "count": outcome.count,
        "failures": outcome.failures,
        "control": outcome.control,
        "held": outcome.held,
        "seconds": round(outcome.seconds),
        "commit": commit,
        **({"figures": dict(outcome.figures)} if outcome.figures else {}),
    }
    ordered = json.dumps(dict(sorted(known.items())), ensure_ascii=False, indent=2)
    FIGURES.write_text(ordered + "\n", encoding="utf-8")


def write_pages() -> None:
    """Write the page in every language from the figures that are known."""
    from .pages import page

    for language in ("en", "ar"):
        path = GUIDE / language / "reliability.md"
        path.write_text(page(_known(), language), encoding="utf-8")


def _known() -> dict[str, dict[str, object]]:
    return json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}


def present_commit() -> str:
    """Give the commit of the source as it is now."""
    asked = ["git", "rev-parse", "--short=10", "HEAD"]
    found = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    return found.stdout.strip() or "unknown"
