"""What the website shows for one item: its links, where they lead, and every word behind them."""

from services.crawler.dossier.model import Dossier
from services.crawler.dossier.options import AuditLimits, Progress, UnitFacts
from services.crawler.dossier.site import Site, Visit
from services.crawler.dossier.source import Source
from services.crawler.dossier.targets import Target, Targets

__all__ = ["AuditLimits", "Dossier", "Progress", "Site", "Source", "Target", "Targets", "UnitFacts", "Visit"]
