"""The issue as an e-book: EPUB 3.3, from the views of `edition/ebook.py` and the theme's templates in `epub/`."""
