"""Small building blocks of the window; each knows its children and nobody else."""
