"""A small Thai website of a made-up unit: an ITA list of 24 items, a page for each, news, and PDF files."""

from functools import cache

import typst

from services.bench.hostile import PATHS
from services.bench.workload import RUBRIC, YEAR
from shared.rubric import load_rubric
from shared.rubric.model import Item
from shared.typesetting import FONTS

#: Pages of news beside the pages of the items, and what their path begins with. An audit passes them over, because
#: they promise nothing once the list of items is found; so the peer is told to pass them over too.
NEWS, ASIDE = 30, "/news/"
#: Every so many items is answered by a file instead of a page.
_FILES = 3
_HTML, _PDF = "text/html; charset=utf-8", "application/pdf"
_SENTENCE = "ตรวจคนเข้าเมืองจังหวัดให้บริการคนต่างด้าวและประชาชนด้วยความโปร่งใส เปิดเผยข้อมูลตามกฎหมาย และรับฟังความคิดเห็นของผู้มาติดต่อ "

#: Path → media type and body.
Site = dict[str, tuple[str, bytes]]


def taken(site: Site) -> int:
    """The pages and files of a site that a crawler takes: all but the news."""
    return sum(not path.startswith(ASIDE) for path in site)


def build_site(number: int, *, hostile: bool = False) -> Site:
    """Site ``number``. Sites differ in name and texts, so that nothing learnt from one helps with the next.

    hostile: the first items' pages also link to answers that no crawler can take.
    """
    traps = list(PATHS) if hostile else []
    items = load_rubric(RUBRIC).items
    site: Site = {"/": _page(number, "หน้าแรก", _paragraphs(number, 12) + _news_links())}
    site[f"/ita-{YEAR}/"] = _page(number, f"การเปิดเผยข้อมูลสาธารณะ OIT ปีงบประมาณ {YEAR}", _listing(items))
    for place, item in enumerate(items, start=1):
        if place % _FILES:
            body = _paragraphs(number + place, 20) + f'<p><a href="/files/{item.id}.pdf">ดาวน์โหลดเอกสาร</a></p>'
            body += f'<p><a href="{traps.pop()}">ดาวน์โหลดเอกสาร 2</a></p>' if traps else ""
            site[f"/ita-{YEAR}/{item.id.lower()}/"] = _page(number, item.title.th, body)
        site[f"/files/{item.id}.pdf"] = _PDF, _file(item.title.th)
    for place in range(NEWS):
        site[f"{ASIDE}{place}/"] = _page(number, f"ข่าวประชาสัมพันธ์ที่ {place}", _paragraphs(number + place, 20))
    return site


def _listing(items: tuple[Item, ...]) -> str:
    rows = (
        f'<tr><td>{item.id}</td><td><a href="{_target(place, item)}">{item.title.th}</a></td></tr>'
        for place, item in enumerate(items, start=1)
    )
    return f"<table><tbody>{''.join(rows)}</tbody></table>"


def _target(place: int, item: Item) -> str:
    return f"/ita-{YEAR}/{item.id.lower()}/" if place % _FILES else f"/files/{item.id}.pdf"


def _news_links() -> str:
    return "".join(f'<li><a href="{ASIDE}{place}/">ข่าวประชาสัมพันธ์ที่ {place}</a></li>' for place in range(NEWS))


def _paragraphs(seed: int, count: int) -> str:
    return "".join(f"<p>ที่ {seed}-{place} {_SENTENCE * 4}</p>" for place in range(count))


def _page(number: int, title: str, body: str) -> tuple[str, bytes]:
    menu = "".join(f'<li><a href="{ASIDE}{place}/?utm_source=menu">เมนูที่ {place}</a></li>' for place in range(NEWS))
    html = (
        f'<!doctype html><html lang="th"><head><meta charset="utf-8"><title>{title} | หน่วยทดสอบ {number}</title></head>'
        f'<body><header><nav><ul><li><a href="/">หน้าแรก</a></li><li><a href="/ita-{YEAR}/">ITA {YEAR}</a></li>{menu}'
        f"</ul></nav></header><main><h1>{title}</h1><h2>ปีงบประมาณ พ.ศ. {YEAR}</h2>{body}</main>"
        "<footer><p>โทร. 042-000-000 อีเมล bench@example.invalid</p></footer></body></html>"
    )
    return _HTML, html.encode()


@cache
def _file(title: str) -> bytes:
    rows = "".join(f"[เดือนที่ {month} พ.ศ. {YEAR}], [{month * 7}]," for month in range(1, 13))
    text = f'#set text(font: "Sarabun")\n= {title}\n{_SENTENCE * 6}\n#table(columns: 2, {rows})'
    return bytes(typst.compile(text.encode(), font_paths=[str(FONTS)]))  # type: ignore[misc]  # its stub is wrong
