"""What every sentence about an incident needs."""

from collections.abc import Callable
from dataclasses import dataclass, field

from ..domain.text import isolate
from .citations import Bibliography
from .ledger import Ledger
from .levels import Level
from .speech import ENGLISH, Tongue

__all__ = ["Writer"]


@dataclass(frozen=True, slots=True)
class Writer:
    """What every sentence needs: level, sources, ledger, and the eraser of protected names."""

    level: Level
    sources: Bibliography
    scrub: Callable[[str], str]
    tongue: Tongue = ENGLISH
    ledger: Ledger = field(default_factory=Ledger)

    def free_text(self, text: str | None, *, limit: int = 0) -> str:
        """Text that people wrote, without protected names, shortened at a word if too long."""
        plain = self.scrub(text or "").strip()
        if limit and len(plain) > limit:
            plain = f"{plain[:limit].rsplit(' ', 1)[0].rstrip(' ,.;')} …"
        return isolate(plain) if plain else ""
