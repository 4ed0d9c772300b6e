"""Engines map reports to records in batches, and nothing else."""
