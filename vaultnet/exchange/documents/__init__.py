"""The whole network as JSON, and who knows whom as GraphML."""
