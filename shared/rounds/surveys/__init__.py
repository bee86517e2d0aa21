"""Surveys: answer sheets, and counts that somebody reported."""
