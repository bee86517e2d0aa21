"""Pages that only a browser can show, shown by one: headless Chromium without any network of its own."""

from services.crawler.render.renderer import Rendered, Renderer, RendererMissing

__all__ = ["Rendered", "Renderer", "RendererMissing"]
