"""Commands: arguments, printing and exit codes."""
