"""Which schemas a document is checked against, where they lie, and what they say."""
