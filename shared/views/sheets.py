"""The comparison, the spread and the improvement as tables for people. All mark rows that rest on anything made up."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from shared.rubric import Rubric
from shared.rubric.model import Text
from shared.views.rows import ComparisonRow, ImprovementRow, SpreadRow
from shared.views.spreadsheets import Cell, Sheet

#: Columns before the indicators: title and width in characters.
_HEAD = (
    ("อันดับ / Rank", 9),
    ("รหัส / Code", 14),
    ("หน่วยงาน", 34),
    ("Unit", 34),
    ("บก. / Division", 11),
    ("ต่ำ / Low", 11),
    ("คาดการณ์ / Expected", 14),
    ("สูง / High", 11),
    ("ระดับ / Level", 14),
    ("IIT", 9),
    ("EIT", 9),
    ("OIT", 9),
    ("ใช้จัดอันดับ / Ranked by", 14),
)
#: Columns after the indicators.
_TAIL = (
    ("ที่มาของข้อมูล / Data", 34),
    ("ตัวอย่างไม่ถึงขั้นต่ำ / Short samples", 20),
    ("ข้อที่ยังไม่มีหลักฐาน / Items without evidence", 20),
    ("เหตุที่ไม่จัดอันดับ / Why unranked", 80),
)
_INDICATOR_WIDTH = 9

_SIMULATED = "ข้อมูลจำลอง / simulated"
_REPLICA = "เว็บไซต์จำลอง / replica website"
_REAL = "ข้อมูลจริง / real"
_SPREAD = (
    ("ส่วน / Part", 12),
    ("รหัส / Id", 9),
    ("ชื่อ", 50),
    ("Title", 50),
    ("เต็ม / Of", 9),
    ("หน่วยงาน / Units", 10),
    ("เฉลี่ย / Mean", 10),
    ("เฉลี่ยร้อยละ / Mean in percent", 10),
    ("ต่ำสุด / Lowest", 10),
    ("ควอร์ไทล์ 1 / Lower quartile", 10),
    ("มัธยฐาน / Median", 10),
    ("ควอร์ไทล์ 3 / Upper quartile", 10),
    ("สูงสุด / Highest", 10),
    ("ได้เต็ม / All points", 10),
)
_IMPROVEMENT = (
    ("อันดับ / Rank", 9),
    ("รหัส / Code", 14),
    ("หน่วยงาน", 34),
    ("Unit", 34),
    ("บก. / Division", 11),
    ("ก่อน / Before", 11),
    ("หลัง / After", 11),
    ("เพิ่มขึ้น / Gain", 11),
    ("ระดับก่อน / Level before", 14),
    ("ระดับหลัง / Level after", 14),
    ("ที่มาของข้อมูล / Data", 34),
    ("เหตุที่ไม่จัดอันดับ / Why unranked", 80),
)
_TWO_PLACES = Decimal("0.01")
#: Kinds of parts, as people call them.
_KINDS = {
    "total": "รวม / Total",
    "instrument": "เครื่องมือ / Instrument",
    "indicator": "ตัวชี้วัด / Indicator",
    "item": "ข้อ / Item",
}


def comparison_sheet(rows: Sequence[ComparisonRow]) -> Sheet:
    """One line a unit; the points of every indicator where the rows have them."""
    indicators = _indicators(rows)
    middle = [(f"ตัวชี้วัด {id_}", _INDICATOR_WIDTH) for id_ in indicators]
    lines = [[*_figures(row), *_points(row, indicators), *_known(row)] for row in rows]
    return Sheet("comparison", [*_HEAD, *middle, *_TAIL], lines, fixed=3)


def spread_sheet(rows: Sequence[SpreadRow], rubric: Rubric) -> Sheet:
    """One line a part, the weakest items first."""
    titles = titles_of(rubric)
    return Sheet("spread", _SPREAD, [_spread(row, titles[row.kind, row.id]) for row in rows], fixed=2)


def improvement_sheet(rows: Sequence[ImprovementRow]) -> Sheet:
    """One line a unit, the most improved first."""
    return Sheet("improvement", _IMPROVEMENT, [_improved(row) for row in rows], fixed=3)


def titles_of(rubric: Rubric) -> dict[tuple[str, str], Text]:
    """Kind and id of each part of a spread → its title."""
    titles = {("total", "total"): Text(th="คะแนนรวม", en="Total")}
    titles |= {("instrument", part.id): part.title for part in rubric.instruments}
    titles |= {("indicator", str(part.id)): part.title for part in rubric.indicators}
    return titles | {("item", part.id): part.title for part in rubric.items}


def share(row: SpreadRow) -> Decimal:
    """The mean in percent of all points, with two places."""
    return (row.mean * 100 / row.of).quantize(_TWO_PLACES, ROUND_HALF_UP)


def _spread(row: SpreadRow, title: Text) -> list[Cell]:
    quartiles = (row.lowest, row.lower_quartile, row.median, row.upper_quartile, row.highest)
    head: list[Cell] = [_KINDS[row.kind], row.id, title.th, title.en, row.of, row.units]
    return [*head, row.mean, share(row), *quartiles, row.full]


def _improved(row: ImprovementRow) -> list[Cell]:
    head: list[Cell] = [row.rank, row.unit, row.name_th, row.name_en, row.division]
    return [*head, row.before, row.after, row.gain, row.level_before, row.level_after, _data(row), _why(row)]


def _figures(row: ComparisonRow) -> list[Cell]:
    return [
        row.rank,
        row.unit,
        row.name_th,
        row.name_en,
        row.division,
        row.low,
        row.expected,
        row.high,
        row.level,
        *(None if part in row.lacking else getattr(row, part.lower()) for part in ("IIT", "EIT", "OIT")),
        row.value,
    ]


def _points(row: ComparisonRow, indicators: Sequence[str]) -> list[Cell]:
    known = row.indicators or {}
    return [Decimal(known[id_]) if id_ in known and id_ not in row.lacking else None for id_ in indicators]


def _known(row: ComparisonRow) -> list[Cell]:
    return [_data(row), ", ".join(row.short) or None, row.without_evidence, _why(row)]


def _why(row: ComparisonRow | ImprovementRow) -> str | None:
    return f"{row.reason['th']} / {row.reason['en']}" if row.reason else None


def _data(row: ComparisonRow | ImprovementRow) -> str:
    marks = [text for mark, text in ((row.simulated, _SIMULATED), (row.replica, _REPLICA)) if mark]
    return ", ".join(marks) or _REAL


def _indicators(rows: Sequence[ComparisonRow]) -> list[str]:
    return sorted({id_ for row in rows for id_ in row.indicators or ()}, key=int)
