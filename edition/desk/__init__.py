"""The editor's desk: what helps to encode, before an edition is built."""
