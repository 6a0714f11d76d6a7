"""Groups of commands below the main ones of `cli.py`: custody of the record, and measuring."""
