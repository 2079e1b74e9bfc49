"""A comparison of variants with a basis, replication by replication: from what was played to tables.

Every function takes what was played on the same seed and returns a pandas table; nothing here plays anything.
"""
