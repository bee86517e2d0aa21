"""What a measurement says: a series of our figures, one of a peer's, and the bar that is set for them."""

from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Series:
    """The figures of the repetitions of one workload, in the order in which they were taken."""

    figures: tuple[float, ...]

    @property
    def median(self) -> float:
        """The figure that stands for the series."""
        return median(self.figures)

    @property
    def lowest(self) -> float:
        """The lowest figure."""
        return min(self.figures)

    @property
    def highest(self) -> float:
        """The highest figure."""
        return max(self.figures)


@dataclass(frozen=True)
class Bar:
    """What must hold. limit: of the ratio to the peer, or (of_value) of our own figure in ``unit``."""

    limit: float
    most: bool = False
    of_value: bool = False
    unit: str = "×"

    @classmethod
    def times(cls, limit: float) -> "Bar":
        """At least so many times the peer's figure."""
        return cls(limit)

    @classmethod
    def at_most_times(cls, limit: float) -> "Bar":
        """At most so many times the peer's figure."""
        return cls(limit, most=True)

    @classmethod
    def at_least(cls, limit: float, unit: str) -> "Bar":
        """Our own figure is at least this."""
        return cls(limit, of_value=True, unit=unit)

    @classmethod
    def at_most(cls, limit: float, unit: str) -> "Bar":
        """Our own figure is at most this."""
        return cls(limit, most=True, of_value=True, unit=unit)

    def holds(self, figure: float) -> bool:
        """Whether a ratio, or a figure of our own, passes."""
        return figure <= self.limit if self.most else figure >= self.limit

    def __str__(self) -> str:
        return f"{'≤' if self.most else '≥'} {self.limit:,g} {self.unit}"


@dataclass(frozen=True)
class Result:
    """One row of the table. value and peer's figure are in ``unit``; peer is None where the bar is absolute."""

    name: str
    group: str
    unit: str
    bar: Bar
    ours: Series
    peer: str | None = None
    theirs: Series | None = None

    @property
    def ratio(self) -> float | None:
        """Our median to the peer's."""
        return None if self.theirs is None else self.ours.median / self.theirs.median

    @property
    def holds(self) -> bool:
        """Whether the bar holds."""
        ratio = self.ratio
        if self.bar.of_value or ratio is None:
            return self.bar.holds(self.ours.median)
        return self.bar.holds(ratio)
