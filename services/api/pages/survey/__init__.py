"""The survey page: public, without login, cookie or need of a script; one address a unit, year, survey and line."""

from services.api.pages.survey import routes

__all__ = ["routes"]
