"""Rows of partners' tables as records: which dataset it is, what a row makes, under which ids.

A row makes a source of the type `dataset_row`, an incident, the claim of that source about it with
its figures and attributions, and the places hit; never an assessment. `assembling` says it whole.
"""
