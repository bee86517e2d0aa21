"""Preparation of a round: people, order, committee, calendar, quotas, assignments, meetings, measures."""
