"""The printed word: briefings and dossiers as PDF pages.

Two layers. Below, the page engine: fonts, bidi, shaping, lines, `Words`, tables, blocks, and
`document.write_document`, which turns a `Document` of blocks into a file. Above, what a briefing
says: the plan, the wording, the pages and the ledger. The engine knows nothing of records.
"""
