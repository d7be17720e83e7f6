"""One recogniser per file; see the recipe in `review.redaction`."""
