"""The notions of professional networking, free of files, positions and clocks."""
