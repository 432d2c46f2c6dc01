"""Typesetting: paragraphs into lines, blocks into strips of rows."""
