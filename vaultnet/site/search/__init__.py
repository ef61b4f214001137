"""The search of the site: pages to an index, and an index to script files that a page loads."""
