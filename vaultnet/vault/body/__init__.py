"""The body of a note: its outline, and the lines of the sections that VaultNet knows."""
