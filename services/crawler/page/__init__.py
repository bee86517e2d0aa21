"""A fetched HTML page as a neutral structure: text blocks and links in document order, with where they stand."""

from services.crawler.page.menus import Menus
from services.crawler.page.model import Block, Element, Link, Page
from services.crawler.page.parse import parse_page

__all__ = ["Block", "Element", "Link", "Menus", "Page", "parse_page"]
