"""Certificates of participation by the provider: a signed PDF and an Open Badges 3.0 credential for each who completed.

It handles names, as ``attendance`` does, and reads them by the same tables; no answer comes near it.
"""
