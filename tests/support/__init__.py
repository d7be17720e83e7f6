"""What tests of several areas share: a migrated database and a clock that stands still."""
