"""Measuring whole processes and writing figures to Benchmarks/RESULTS.md. Python 3.9 or newer, standard library only."""
