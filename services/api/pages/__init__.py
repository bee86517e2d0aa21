"""What people see: pages made on the server, in Thai and English, that work without a script."""

from flask import Flask

from services.api.pages import (
    actions,
    assets,
    audit,
    contacts,
    docs,
    explain,
    flags,
    imports,
    item,
    judging,
    languages,
    nightly,
    progress,
    rendering,
    session,
    spread,
    survey,
    surveys,
    tokens,
    trend,
    unit,
    units,
    what_if,
)

__all__ = [
    "actions", "audit", "contacts", "docs", "explain", "flags", "imports", "init_app", "item", "judging", "nightly",
    "progress", "session", "spread", "survey", "surveys", "tokens", "trend", "unit", "units", "what_if",
]  # fmt: skip


def init_app(app: Flask) -> None:
    """Give the app the templates' words, files and languages."""
    rendering.init_app(app)
    assets.init_app(app)
    app.after_request(languages.remember)
