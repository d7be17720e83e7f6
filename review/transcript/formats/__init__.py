"""One importer per file; see the recipe in `review.transcript`."""
