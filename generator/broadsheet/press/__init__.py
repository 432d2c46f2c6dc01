"""The press: an issue's pages composed as newspaper pages, and printed as PDF and picture."""
