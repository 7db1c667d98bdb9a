"""The ground floor: what the tree says about voice, control and realis, one answer each, for every reader."""
