"""Run the command line as `python -m vaultnet`."""

from vaultnet.cli.main import run

if __name__ == "__main__":
    run()
