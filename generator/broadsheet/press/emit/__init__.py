"""What is made of a composed page: PDF, pictures, page.json."""
