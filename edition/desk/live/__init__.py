"""The live edition: a site on this machine that follows its sources while they are written.

Three processes share the work, because SaxonC holds the interpreter's lock. This one serves pages and watches files,
and does nothing that takes time. One makes the page of a document that was saved, in a tenth of a second, from what it
keeps in memory. One builds the whole site, behind the others, and has the last word: after it, every byte is that of
`edition build`.
"""
