"""What runs in the confined child: the bytes of a file made by a stranger into rows of cells.

Nothing here trusts a byte, and nothing here imports the rest of the program: the child that loads
it starts quickly and knows nothing worth stealing.
"""
