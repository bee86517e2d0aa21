"""What people see: pages made on the server, in Thai and English, that work without a script."""

from flask import Flask

from services.api.pages import (
    actions,
    assets,
    audit,
    docs,
    explain,
    item,
    languages,
    rendering,
    session,
    trend,
    unit,
    units,
    what_if,
)

__all__ = ["actions", "audit", "docs", "explain", "init_app", "item", "session", "trend", "unit", "units", "what_if"]


def init_app(app: Flask) -> None:
    """Give the app the templates' words, files and languages."""
    rendering.init_app(app)
    assets.init_app(app)
    app.after_request(languages.remember)
