"""Finds names and dates that are not encoded yet, and encodes those that an editor accepts."""
