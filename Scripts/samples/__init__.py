"""Inert files in the shape of real ones, for tests: the same bytes every time, nothing in them can run."""
