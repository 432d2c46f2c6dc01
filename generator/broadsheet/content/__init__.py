"""Stage one: files of the site become valid manuscripts, or located diagnostics."""
