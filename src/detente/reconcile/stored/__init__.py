"""Keeps what is made across reports up to date with a store."""
