"""Tests of reading and validation."""
