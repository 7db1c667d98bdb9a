"""Reading: from text, HTML or a URL to a `Document`."""
