"""Pictures of the sources: where an address leads, and whether what lies there can be shown. Nothing is fetched."""
