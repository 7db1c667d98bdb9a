"""Incidents: what happened, to whom, where and when, as the article individuates it."""
