"""Reports and independent origins (rule 5): "9 reports, 2 independent origins"."""

from dataclasses import dataclass

from ..domain.casefiles import CaseFile
from ..domain.origins import Origin, origins


@dataclass(frozen=True, slots=True)
class Independence:
    """The claims that report an incident, grouped by where they come from."""

    groups: tuple[Origin, ...]
    rule: str = "origins"

    @property
    def n_reports(self) -> int:
        """How many claims report it."""
        return sum(len(group.claim_ids) for group in self.groups)

    @property
    def n_origins(self) -> int:
        """How many origins they have."""
        return len(self.groups)

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """The claims behind the numbers, origin by origin."""
        return tuple(claim_id for group in self.groups for claim_id in group.claim_ids)


def independence(case: CaseFile) -> Independence:
    """Group an incident's standing claims by independent origin."""
    return Independence(origins(case))
