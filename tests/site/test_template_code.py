from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from markupsafe import Markup, escape

from tests.site.sites import example
from vaultnet.language import translator
from vaultnet.site.markup import SafeHtml
from vaultnet.site.own_templates import OwnTemplates
from vaultnet.site.render import Renderer
from vaultnet.site.template_code import written

ANY_VALUE = st.one_of(
    st.text(),
    st.text("<>&'\"a"),
    st.integers(),
    st.floats(),
    st.none(),
    st.booleans(),
    st.text("<>&'\"a").map(Markup),
    st.text("<>&'\"a").map(SafeHtml),
    st.lists(st.text("<>&'\"a")),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "macros.html").write_text(
        """{% macro one(a, b="<>", c=1) %}{{ a }},{{ b }},{{ c }};{% endmacro %}
{% macro round(a) %}<i>{{ caller() }}</i>{{ one(a, c=2) }}{% endmacro %}
{% macro all() %}{{ varargs|length }}{{ kwargs|length }}{% endmacro %}
"""
    )
    return tmp_path


def rendered(folder: Path, text: str, page: object, own: OwnTemplates | None = None) -> str:
    (folder / "page.html").write_text('{% import "macros.html" as m %}' + text)
    renderer = Renderer(folder, translator("es"), own or OwnTemplates())
    return renderer.render("page", page).decode()


@given(ANY_VALUE)
def test_what_is_written_is_what_markupsafe_escapes(value: object) -> None:
    assert written(value) == escape(value)


@pytest.mark.parametrize(
    "text",
    [
        "{{ page.name }}{{ page.html }}{{ page.rows|length }}",
        "{{ m.one(page.name) }}{{ m.one(1, 2, 3) }}{{ m.one(b=page.html, a=2) }}",
        "{% call m.round(page.name) %}<b>{{ page.name }}</b>{% endcall %}",
        "{{ m.all(1, 2, x=3) }}",
        "{{ m.one(*page.rows) }}{{ m.one(**{'a': '<'}) }}",
        "{% for x in page.rows %}{{ x }}{% if not loop.last %}, {% endif %}{% endfor %}",
        "{% set comma = joiner(', ') %}{% for x in page.rows %}{{ comma() }}{{ x }}{% endfor %}",
        "{% set held %}<b>{{ page.name }}</b>{% endset %}{{ held }}{{ held|length }}",
        "{{ _('Contacts') }} {{ _('As of {day}', day=page.name) }}",
        "{{ m.one(_('Contacts')) }}{% if _('Contacts') == 'Contactos' %}es{% endif %}",
        "{{ plural('{n} contact', '{n} contacts', page.rows|length) }}",
        "{{ page.name ~ page.html }}{{ 'a' ~ 1 }}{{ page.name|upper }}{{ '%g'|format(2.50) }}",
        "{% macro own(x) %}[{{ x }}]{% endmacro %}{{ own(page.name) }}{{ own(own('<')) }}",
    ],
)
def test_a_template_of_ours_gives_what_it_gives_in_the_sandbox(folder: Path, text: str) -> None:
    page = SimpleNamespace(name="Ana <&> \"B'", html=SafeHtml("<em>x</em>"), rows=("<a>", "b", 3))
    ours = rendered(folder, text, page)
    assert ours
    assert ours == rendered(folder, text, page, OwnTemplates({"unused.html": ""}))


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("{{ page.nam }}", AttributeError),
        ("{{ absent }}", UndefinedError),
        ("{{ absent.name }}", UndefinedError),
        ("{{ m.one() }}", UndefinedError),
        ("{{ m.one(1, 2, 3, 4) }}", TypeError),
        ("{{ m.one(1, d=4) }}", TypeError),
        ("{{ m.none(1) }}", AttributeError),
    ],
)
def test_what_is_not_there_is_never_an_empty_text(
    folder: Path, text: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        rendered(folder, text, example())
