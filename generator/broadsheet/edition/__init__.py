"""Stages two and three: manuscripts become linked issues, and issues become views."""
