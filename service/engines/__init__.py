"""Engines: what turns a document into a draft."""
