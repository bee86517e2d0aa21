"""The read models, one module a view."""

from services.worker.projections.audits import AuditsView
from services.worker.projections.base import Folding, Projection, Run
from services.worker.projections.deadlines import DeadlinesView
from services.worker.projections.flags import FlagsView
from services.worker.projections.history import HistoryView
from services.worker.projections.items import ItemsView
from services.worker.projections.progress import ProgressView
from services.worker.projections.quotas import QuotasView
from services.worker.projections.rounds import RoundsView
from services.worker.projections.scores import ScoresView
from services.worker.projections.snapshots import SnapshotsView
from services.worker.projections.units import UnitsView

#: Every view.
PROJECTIONS: tuple[Projection, ...] = (
    UnitsView(),
    RoundsView(),
    ScoresView(),
    ItemsView(),
    QuotasView(),
    ProgressView(),
    DeadlinesView(),
    HistoryView(),
    AuditsView(),
    SnapshotsView(),
    FlagsView(),
)

__all__ = ["PROJECTIONS", "Folding", "Projection", "Run"]
