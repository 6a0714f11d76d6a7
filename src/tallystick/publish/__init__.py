"""Turns a run into what others read: the report, short tables, and the exports that contracts.md promises.

exports   JSON lines of claims, campaign claims, incidents and reports
"""
