"""An import as a plan: who is who, what changes, and the notes that come of it."""
