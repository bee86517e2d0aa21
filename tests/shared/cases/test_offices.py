"""The 77 provincial offices."""

from collections import Counter
from pathlib import Path

import pytest

from shared.cases import CaseError, load_offices, record_offices
from shared.cases.offices import OFFICES
from shared.events.streams import unit_stream
from shared.log import Log
from shared.rounds import fold_unit


def test_there_are_77_with_unique_codes_names_and_shapes() -> None:
    offices = load_offices().offices
    for part in ("unit", "name_th", "name_en", "abbreviation", "code3", "map_id", "province_th", "province_en"):
        assert len({getattr(office, part) for office in offices}) == 77, part


def test_divisions() -> None:
    assert Counter(office.division for office in load_offices().offices) == {1: 1, 3: 25, 4: 20, 5: 17, 6: 14}


def test_only_two_divisions_are_stated_by_a_source() -> None:
    stated = {office.unit: office.division for office in load_offices().offices if not office.division_inferred}
    assert stated == {"TH-10": 1, "TH-49": 4}


@pytest.mark.parametrize(
    ("unit", "name_th", "name_en", "district"),
    [
        ("TH-10", "กองบังคับการตรวจคนเข้าเมือง 1", "Immigration Division 1 (Bangkok)", "Lak Si"),
        ("TH-49", "ตม.จว.มุกดาหาร", "Mukdahan Provincial Immigration", "Mueang"),
        ("TH-57", "ตม.จว.เชียงราย", "Chiang Rai Provincial Immigration", "Mae Sai"),
        ("TH-84", "ตม.จว.สุราษฎร์ธานี", "Surat Thani Provincial Immigration", "Kanchanadit"),
    ],
)
def test_names_and_districts(unit: str, name_th: str, name_en: str, district: str) -> None:
    office = next(each for each in load_offices().offices if each.unit == unit)
    assert (office.name_th, office.name_en, office.office_district) == (name_th, name_en, district)


def test_offices_become_units_once(log: Log) -> None:
    first = record_offices(log, load_offices())
    second = record_offices(log, load_offices())
    assert (first.recorded, first.known, second.recorded, log.head()) == (77, 77, 0, 77)
    registration = fold_unit(log.read(unit_stream("TH-96"))).registration
    assert registration is not None
    assert (registration.name_th, registration.division, registration.division_inferred) == ("ตม.จว.นราธิวาส", 6, True)


def test_unit_listed_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "twice.yaml"
    path.write_text(OFFICES.read_text(encoding="utf-8").replace("unit: TH-11", "unit: TH-10"), encoding="utf-8")
    with pytest.raises(CaseError, match="units stand twice: TH-10"):
        load_offices(path)
