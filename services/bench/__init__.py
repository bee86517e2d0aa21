"""Measures Sucharit beside its peers, on the same machine in the same run.

Nothing is imported here: parts of this package run as processes of their own, whose memory is measured.
"""
