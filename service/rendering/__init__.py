"""A summary made readable: Markdown, one HTML page, or lines for a terminal."""
