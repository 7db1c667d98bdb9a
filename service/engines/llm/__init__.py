"""The `llm` engine: a prompt, a draft model, and any OpenAI-compatible endpoint."""
