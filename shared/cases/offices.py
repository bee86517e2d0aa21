"""The provincial immigration offices, and recording them as units."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import model_validator

from shared.cases.document import read_model
from shared.cases.recording import record_once
from shared.events import Meta
from shared.log import Log
from shared.rounds import RegisterUnit
from shared.rubric.model import Model

#: The packaged list.
OFFICES = Path(__file__).parent / "offices-2567.yaml"


class Office(Model):
    """An office. unit: its code. abbreviation, code3: of its province, Thai and Latin. map_id: of its shape on a map.

    division_inferred: no source states the division. note: what else belongs to it.
    """

    unit: str
    name_th: str
    name_en: str
    province_th: str
    province_en: str
    abbreviation: str
    code3: str
    map_id: str
    division: int
    division_inferred: bool
    office_district: str
    note: str | None = None


class Offices(Model):
    """A list of offices of one year, each unit once. source: where it comes from (Thai)."""

    id: str
    source: str
    offices: tuple[Office, ...]

    @model_validator(mode="after")
    def _once_each(self) -> "Offices":
        units = [office.unit for office in self.offices]
        repeated = sorted({unit for unit in units if units.count(unit) > 1})
        if repeated:
            raise ValueError(f"units stand twice: {', '.join(repeated)}")
        return self


@dataclass(frozen=True)
class RecordedOffices:
    """recorded: how many were registered now; known: how many of the list the log has."""

    recorded: int
    known: int


def load_offices(path: Path = OFFICES) -> Offices:
    """The list of offices. Raises CaseError naming every problem of the file."""
    return read_model(path, Offices)[0]


def record_offices(log: Log, offices: Offices) -> RecordedOffices:
    """Registers the offices that the log does not know; those known already stay as they are. Raises RuleBroken."""
    meta = Meta(actor=f"case:{offices.id}", source=offices.source)
    new = [
        office
        for office in offices.offices
        if record_once(log, _registration(office), meta, fact=_fact(offices, office))
    ]
    return RecordedOffices(recorded=len(new), known=len(offices.offices))


def _fact(offices: Offices, office: Office) -> str:
    return f"{offices.id}/{office.unit}"


def _registration(office: Office) -> RegisterUnit:
    return RegisterUnit(
        unit=office.unit,
        name_th=office.name_th,
        name_en=office.name_en,
        division=office.division,
        division_inferred=office.division_inferred,
        province=office.unit,
        office_district=office.office_district,
    )
