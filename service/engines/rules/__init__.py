"""The keyless engine: a dependency parse, readable lexicons and hand-written rules."""
