"""The desk: from files, feeds, mail and tables of articles to tables of what they report."""
