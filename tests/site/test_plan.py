"""Who makes what of a large site: each process computes what it needs, and none of it twice."""

from tests.site.sites import example
from vaultnet.language import translator
from vaultnet.site.ground import lay_ground
from vaultnet.site.images import ImageShelf
from vaultnet.site.own_templates import NO_TEMPLATES
from vaultnet.site.plan import (
    ABOUT_SHAPE,
    DATA,
    batches_of,
    compute_for_all,
    no_attachments,
    renderer_of,
)
from vaultnet.site.units import gather_material, units_of_lists, units_of_things
from vaultnet.site.views.context import contexts_of
from vaultnet.strategy.summary import compute_strategy


def test_only_one_task_asks_for_the_shape_of_the_network() -> None:
    vault, told = example().vault, example().strategy
    strategy = compute_strategy(told.network, told.constants, told.as_of)
    images = ImageShelf(vault.attachments, no_attachments)
    material = gather_material(lay_ground(vault, strategy, (), images))
    words = translator(vault.settings.language)
    contexts, renderer = contexts_of(material.ground, words), renderer_of(words, NO_TEMPLATES)
    lists, things = tuple(units_of_lists(material.ground)), tuple(units_of_things(material))
    compute_for_all(strategy)
    short, (about_shape, *others) = batches_of(lists, things)

    for unit in (unit for batch in (*short, *others) for unit in batch):
        for _, template, page in unit.make(material, contexts):
            renderer.render(template, page)
    for make in DATA:
        assert list(make(contexts, {unit.name[0] for unit in (*lists, *things)}))
    assert "structure" not in vars(strategy)

    assert {unit.name[0] for unit in about_shape} == ABOUT_SHAPE
    for unit in about_shape:
        assert list(unit.make(material, contexts))
    assert "structure" in vars(strategy)


def test_every_unit_is_made_once() -> None:
    material = gather_material(
        lay_ground(example().vault, example().strategy, (), ImageShelf(frozenset(), no_attachments))
    )
    lists, things = tuple(units_of_lists(material.ground)), tuple(units_of_things(material))
    short, long = batches_of(lists, things)
    made = [unit.name for batch in (*short, *long) for unit in batch]
    assert sorted(made) == sorted(unit.name for unit in (*lists, *things))
    assert len(made) == len(set(made))
