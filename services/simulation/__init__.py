"""Simulated rounds of units that have none, to look at many side by side. Every event says that it is simulated."""

from services.simulation.simulate import RUBRICS, Simulated, simulate_rounds

__all__ = ["RUBRICS", "Simulated", "simulate_rounds"]
