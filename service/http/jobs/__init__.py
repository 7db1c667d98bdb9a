"""Jobs: articles that nobody waits for on an open connection, kept on disk until they are done."""
