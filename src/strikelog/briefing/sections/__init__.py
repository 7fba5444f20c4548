"""Parts of documents as blocks, made from a plan; templates put them in order."""
