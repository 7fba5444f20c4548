"""Ways into the vault, the recovery sheet, the office's key, travelling, and erasing."""
