"""A folder that is named on the command line, to be written into."""

from os import PathLike
from pathlib import Path

import click

from vaultnet.cli.problem import Problem


class _Folder(click.Path):
    """A path that is not empty: `"$UNSET"` must not mean the folder one stands in."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(
        self,
        value: "str | PathLike[str]",
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> "str | bytes | PathLike[str]":
        """Return the folder as a path; raises Problem for an empty name."""
        if value == "":
            raise Problem("the name of the folder is empty", 'write "." for this one')
        return super().convert(value, param, ctx)


FOLDER = _Folder()
"""The type of an argument that names a folder to write into."""
