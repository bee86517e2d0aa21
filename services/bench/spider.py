"""The peer's crawl of the farm: Scrapy with parsel, everything extracted. Run as a process."""

import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from hashlib import sha256
from typing import Any
from urllib.parse import urldefrag, urlsplit

import pypdfium2
from scrapy import Request, Spider
from scrapy.crawler import CrawlerProcess
from scrapy.http import HtmlResponse, Response

from services.bench.crawling import tell
from services.bench.hostile import DEADLINE, HOSTILE, LARGEST
from services.bench.site import ASIDE

_SETTINGS = {
    "USER_AGENT": "SucharitBench/1.0 (+https://example.invalid/bench)",
    "ROBOTSTXT_OBEY": True,
    "CONCURRENT_REQUESTS": 64,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "DOWNLOAD_DELAY": 0,
    "DOWNLOAD_TIMEOUT": DEADLINE,
    "DOWNLOAD_MAXSIZE": LARGEST,
    "RETRY_ENABLED": False,
    "LOG_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
}


class SiteSpider(Spider):
    """Follows the links that an audit follows; of each page it takes title, headings, text and links."""

    name = "sites"

    def __init__(self, sites: list[str], fetched: Counter[str]) -> None:
        super().__init__()
        self._sites = sites
        self._fetched = fetched
        self._hosts = {urlsplit(site).netloc for site in sites}

    async def start(self) -> AsyncIterator[Request]:
        """Called by Scrapy. Its own way would fetch the front pages once more when a link leads to them."""
        for site in self._sites:
            yield Request(site, callback=self.parse)

    def parse(self, response: Response, **_: Any) -> Iterator[Request | dict[str, Any]]:
        """Called by Scrapy with every answer."""
        if HOSTILE not in response.url:
            self._fetched[urlsplit(response.url).netloc] += 1
        if not isinstance(response, HtmlResponse):
            yield {"url": response.url, "sha256": sha256(response.body).hexdigest(), "text": _pdf_text(response.body)}
            return
        links = [(link.xpath("string()").get(), link.attrib["href"]) for link in response.css("a[href]")]
        yield {
            "url": response.url,
            "sha256": sha256(response.body).hexdigest(),
            "title": response.css("title::text").get(),
            "headings": response.css("h1, h2, h3").xpath("string()").getall(),
            "text": " ".join(response.css("body ::text").getall()),
            "links": links,
        }
        for _text, href in links:
            url = urldefrag(response.urljoin(href)).url.partition("?")[0]
            if urlsplit(url).netloc in self._hosts and ASIDE not in url:
                yield Request(url, callback=self.parse)


def crawl_all(sites: list[str], each: int) -> list[int]:
    """Pages and files fetched of each site. each: so many there are. Raises ValueError if not all were fetched."""
    fetched: Counter[str] = Counter()
    process = CrawlerProcess(_SETTINGS)
    process.crawl(SiteSpider, sites=sites, fetched=fetched)
    process.start()
    if list(fetched.values()) != [each] * len(sites):
        raise ValueError(f"not all pages and files crawled of {len(sites)} sites: {fetched}")
    return list(fetched.values())


def _pdf_text(body: bytes) -> str:
    document = pypdfium2.PdfDocument(body)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


if __name__ == "__main__":
    tell(lambda: crawl_all(sys.argv[4:], int(sys.argv[1])))
