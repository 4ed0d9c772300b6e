"""Across reports: duplicates, stories, event clusters, conflicts, entities, and what became of positions."""
