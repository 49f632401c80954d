"""From a transcript (plain text, Markdown, DOCX) to a draft in TEI.

The way of a transcript: read_* (bytes to blocks), roles (what each block is), spans (what passages of a block are),
write (blocks, roles and spans to TEI), proof (no word is lost). Recognisers only point at places of the text; the text
itself goes from the blocks into the TEI as it is.
"""
