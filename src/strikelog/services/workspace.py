"""An open vault with every service over it: what the window and the command line work with."""

from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Self

from ..storage.slots import Secret
from ..storage.vault import Vault
from .auditing import head_words
from .backups import Backups, Why
from .briefings import Briefings
from .duplicates import Duplicates
from .evidence.media import Media
from .exchange_log import ExchangeLog
from .exporting import Exporting
from .finding import Finding
from .findings import Findings
from .gazetteer import Gazetteers
from .guarding import Guarding
from .identities import Identities
from .image_consents import ImageConsents
from .importing import Importing
from .insights import Insights
from .issuing import Issuing
from .kept_runs import KeptRuns
from .keys import Keyring
from .partners.importing import PartnerImporting
from .photographs import Photographs
from .recording import Author, Recording
from .safekeeping import DEMO_STEPS, fill_with_demo
from .settings import Settings


@dataclass(frozen=True)
class Workspace:
    """The services of one open vault."""

    vault: Vault
    settings: Settings
    finding: Finding
    recording: Recording
    exporting: Exporting
    importing: Importing
    partner_importing: PartnerImporting
    briefings: Briefings
    gazetteers: Gazetteers
    backups: Backups
    guarding: Guarding
    identities: Identities
    media: Media
    duplicates: Duplicates
    exchange_log: ExchangeLog
    insights: Insights

    @classmethod
    def over(cls, vault: Vault) -> Self:
        """Connect the services of an open vault."""
        settings = Settings(vault.database)
        office = settings.office
        author = Author(office.user_code or "u01", office.office or "")
        backups = Backups(vault)
        recording = Recording(vault.database, author, before_many=backups.before(Why.BULK))
        finding = Finding(vault.database)
        media = Media(vault, finding, recording, author)
        media.settle()
        return cls(
            vault=vault,
            settings=settings,
            finding=finding,
            recording=recording,
            exporting=Exporting(vault.database, settings),
            importing=Importing(vault.database, recording, backups.before(Why.IMPORT)),
            partner_importing=PartnerImporting(
                vault.database, recording, backups.before(Why.IMPORT)
            ),
            briefings=Briefings(
                finding,
                settings,
                Issuing(vault.database, settings),
                partial(head_words, vault.database),
                Photographs(
                    finding,
                    ImageConsents(vault.database),
                    is_held=media.is_held,
                    printed=media.for_print,
                ),
            ),
            gazetteers=Gazetteers(vault.database, recording, backups.before(Why.IMPORT)),
            backups=backups,
            guarding=Guarding(vault),
            identities=Identities(vault, author),
            media=media,
            duplicates=Duplicates(vault.database, recording),
            exchange_log=ExchangeLog(vault.database),
            insights=Insights(
                finding,
                Findings(vault.database, recording),
                settings,
                KeptRuns(vault.database, recording),
            ),
        )

    @classmethod
    def create(cls, folder: Path, passphrase: str, *, anyway: bool = False) -> Self:
        """Make a vault and open it; `anyway` also where vaults come to harm."""
        vault = Vault.create(folder, passphrase, anyway=anyway)
        Keyring(vault).note_first()
        return cls.over(vault)

    @classmethod
    def open(cls, folder: Path, passphrase: Secret) -> Self:
        """Open a vault; one whose content cannot be read is let go again."""
        with ExitStack() as opening:
            vault = Vault.open(folder, passphrase)
            opening.callback(vault.close)
            workspace = cls.over(vault)
            opening.pop_all()
        return workspace

    @classmethod
    def throwaway(cls) -> Self:
        """Open a vault whose key is written nowhere and which is gone when closed."""
        return cls.over(Vault.throwaway())

    @classmethod
    def with_demo(cls) -> Self:
        """Open a throwaway vault with the worked example in it."""
        with ExitStack() as opening:
            workspace = cls.throwaway()
            opening.callback(workspace.close)
            fill_with_demo(workspace.recording, workspace.vault.database, DEMO_STEPS[-1])
            opening.pop_all()
        return workspace

    def settle(self) -> None:
        """Make the database file whole by itself, so that a copy of the folder is complete."""
        self.vault.database.checkpoint()

    def close(self) -> None:
        """Close the vault, and before it the identities and the child that looks at pictures."""
        with ExitStack() as closing:
            closing.callback(self.vault.close)
            closing.callback(self.identities.close)
            self.media.forget()
            self.insights.forget()
