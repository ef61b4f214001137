"""The site on this machine alone: built in memory, served on loopback, built anew on each save."""
