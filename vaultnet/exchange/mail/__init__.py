"""Mail: who wrote to whom and when, out of headers alone."""
