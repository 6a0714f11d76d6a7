"""Benchmarks: what each room costs in time and memory. `python -m bench` lists and runs them."""
