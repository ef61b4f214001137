"""Templates of a vault's own for the commands that make a site, where its settings allow them."""

from typing import TYPE_CHECKING

from vaultnet.cli.invocation import Invocation
from vaultnet.cli.output import clean
from vaultnet.cli.problem import Problem

if TYPE_CHECKING:
    from vaultnet.site.own_templates import OwnTemplates, TemplateError
    from vaultnet.workspace import Workspace


def read_templates(
    invocation: Invocation, workspace: "Workspace", *, told: bool = True
) -> "OwnTemplates":
    """Read the templates of a vault, and say which there are; none where they are off."""
    from vaultnet.site.own_templates import NO_TEMPLATES, TemplateError, read_own_templates

    if not workspace.vault.settings.own_templates:
        return NO_TEMPLATES
    try:
        own = read_own_templates(workspace.root)
    except TemplateError as error:
        raise template_problem(error) from None
    if own and told:
        words = invocation.words(workspace.vault.settings.language)
        names = ", ".join(clean(name) for name in own.names)
        line = words.text("with templates of this vault, which are code: {names}", names=names)
        invocation.terminal.remark(line)
    return own


def template_problem(error: "TemplateError") -> Problem:
    """Return what is wrong with a template as what keeps a site from being built."""
    return Problem("{reason}", error.hint, reason=error.reason)
