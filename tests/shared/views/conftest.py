"""Views of a few rounds, brought up to date by the worker's projector."""

from tests.services.worker.conftest import engine, projector

__all__ = ["engine", "projector"]
