"""Half price: questions asked through a provider's batch API, and answered into the journal."""
