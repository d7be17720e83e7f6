"""One rule per signal: how people say it. The recipe stands in `review.offline`."""
