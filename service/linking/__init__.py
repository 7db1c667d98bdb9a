"""Linking: which incidents of many articles are one event, and what the sources say against each other."""
