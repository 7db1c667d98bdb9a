"""Fitting the judge of events on sentences of our own writing (`service/engines/rules/judging`)."""
