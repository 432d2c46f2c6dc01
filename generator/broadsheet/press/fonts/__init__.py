"""Faces by role: where their files come from, their metrics, their subsets."""
