"""One module for each question of the page: what it asks and how an answer is laid out."""
