"""The page of evidence: looking, adding, working copies, custody; and evidence on other pages."""
