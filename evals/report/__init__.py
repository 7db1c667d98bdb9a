"""Reports: one model of what was measured, and the forms in which people and machines read it."""
