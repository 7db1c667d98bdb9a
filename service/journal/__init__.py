"""What models answered, kept: an answer that was paid for is never bought again."""
