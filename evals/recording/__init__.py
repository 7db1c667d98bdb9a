"""Upstream answers, recorded whole and replayed with the network blocked."""
