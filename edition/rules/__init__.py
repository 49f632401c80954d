"""What a schema cannot say of an edition: ids, references, dates, names. One module a family, each with `check`."""
