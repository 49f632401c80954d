"""From a folder to trees: which files are sources, what is in them, and where it stands."""
