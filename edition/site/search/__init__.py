"""Search in the browser, without a server: what can be found, how it is bundled, and the page that asks.

A *block* (blocks.py) is a piece of text with an address: turn, paragraph, note, entry. Blocks of a document that
differ in nothing a reader can filter by make a *passage* (passages.py), which is what Pagefind indexes and the page
lists; in an edition of moderate size each block is a passage. Pagefind's program (pagefind.py) makes an index for each
language of the texts; bundle.py puts it into a form that is the same in every run.
"""
