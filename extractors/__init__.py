"""One file an extractor: its row class, RULES, EXAMPLES and `extract(document)`. The folder is the registry."""
