"""Parsers: what a person typed → a JSON-able value. One per file; each raises BadInputError with a code and an example."""
