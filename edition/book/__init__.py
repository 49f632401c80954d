"""The books: documents as data, data set by Typst, and which of it a build needs."""
