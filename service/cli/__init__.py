"""The command line: `wirebrief summarize`, `prompts`, `schema`, `serve`."""

from wirebrief.service.cli.app import app, main

__all__ = ["app", "main"]
