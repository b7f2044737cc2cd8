"""How a text is put: sentences and clauses, noun phrases beside numbers, what ties two figures."""
