"""Proof that what was built holds every letter of its sources; it knows nothing of how it was made."""
