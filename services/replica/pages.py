"""The website's HTML, from Jinja templates."""

from collections.abc import Iterable
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from services.replica.content import PACKAGE
from services.replica.model import News, Page, Site
from shared.thai import format_date


def news_page(news: News) -> Page:
    """The page of a news item: its blocks after its picture."""
    picture: dict[str, Any] = {"picture": news.picture, "caption": news.title}
    return Page.model_validate(
        {
            "path": f"/news/{news.slug}/",
            "title": news.title,
            "date": news.date,
            "parent": "/news/",
            "template": "article",
            "blocks": (picture, *(block.model_dump() for block in news.blocks)),
        }
    )


class Renderer:
    """Turns pages into HTML. pages: all of them, for the trail of links above each."""

    def __init__(self, site: Site, pages: Iterable[Page], news: tuple[News, ...]) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(PACKAGE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )
        self._environment.filters["thai_date"] = format_date
        self._environment.globals.update(site=site, unit=site.unit, news=news)
        self._titles = {page.path: page for page in pages}

    def render(self, page: Page) -> str:
        """The page as a whole HTML document."""
        template = self._environment.get_template(f"{page.template}.html.j2")
        return template.render(page=page, trail=self._trail(page))

    def robots(self) -> str:
        """``robots.txt``; ``{origin}`` as in the sitemap."""
        return self._environment.get_template("robots.txt.j2").render()

    def sitemap(self) -> str:
        """``sitemap.xml``: every page with its date. ``{origin}`` stands where the server puts its own address."""
        return self._environment.get_template("sitemap.xml.j2").render(pages=self._titles.values())

    def _trail(self, page: Page) -> list[Page]:
        trail: list[Page] = []
        while page.parent:
            page = self._titles[page.parent]
            trail.insert(0, page)
        return trail
