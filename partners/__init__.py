"""Organisations: what they are, where, how they relate to the cluster."""
