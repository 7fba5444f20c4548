"""Charts of the incidents of a filter: over time, people harmed, by what, how and who."""
