"""Everything that lasts. Knows neither bot nor review."""
