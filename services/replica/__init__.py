"""The demonstration website: a marked replica of a provincial immigration office's site, right and wrong on purpose."""

from services.replica.server import make_app, serve
from services.replica.site import build_site

__all__ = ["build_site", "make_app", "serve"]
