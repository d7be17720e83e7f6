"""Reads a lender's loan file: encoding, table, headings, fields, rows. Knows nothing of storage."""
