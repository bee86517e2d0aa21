"""Which links are counted, and where frames and picture maps lead."""

from services.crawler.page import parse_page


def test_only_addresses_in_anchors_are_counted_those_never_shown_too() -> None:
    page = parse_page(
        "http://unit.example/",
        "<p><a name=t>ต้น</a><a href=0>a</a><noscript><a href=1>n</a></noscript><iframe src=f></iframe>"
        "<a href=2><table><tr><td><a href=3>ใน</a></table></a><a data-href=c>d</a><a href=''>e</a>",
    )
    assert [(link.ordinal, link.href) for link in page.links] == [
        *((0, "0"), (-1, "f"), (2, "2"), (3, "3"), (-1, ""), (4, "")),
    ]


def test_a_frame_loaded_later_leads_where_its_script_will_take_it() -> None:
    page = parse_page(
        "http://unit.example/", "<iframe src=about:blank data-src=/a.pdf></iframe><iframe data-lazy-src=/b></iframe>"
    )
    assert [link.url for link in page.links] == ["http://unit.example/a.pdf", "http://unit.example/b"]


def test_areas_say_what_they_are_by_their_alternative_text() -> None:
    (link,) = parse_page("http://unit.example/", "<map><area href=1 alt='O1 โครงสร้าง'></map>").links
    assert (link.kind, link.text) == ("area", "O1 โครงสร้าง")


def test_side_menus_are_furniture_whatever_their_words_order() -> None:
    names = ("menu_left", "left-menu", "vertical_menu2", "sidebar-wrapper", "footer-links", "nav-box")
    for name in names:
        (link,) = parse_page("http://unit.example/", f"<div class='{name}'><a href=1>ก</a></div>").links
        assert link.chrome, name
    for name in ("menu-content", "accordion-body", "elementor-widget-container", "service-list", "block"):
        (link,) = parse_page("http://unit.example/", f"<div class='{name}'><a href=1>ก</a></div>").links
        assert not link.chrome, name
