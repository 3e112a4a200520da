"""The house's own examples come in beside what is there."""

from zhangdian.aftercare.insurance.models import DeskWord
from zhangdian.aftercare.insurance.renewals.actions import end_desk_word, load_desk_words
from zhangdian.aftercare.insurance.renewals.ledgers import house_words
from zhangdian.aftercare.insurance.renewals.tests.arranging import word


def test_what_is_there_stays_as_it_is(shop):
    before = DeskWord.objects.count()
    load_desk_words(shop.fi_manager, rows=house_words())
    assert DeskWord.objects.count() == before == len(house_words())
    end_desk_word(shop.fi_manager, word(DeskWord.Kind.RIVAL), why="改说法")
    load_desk_words(shop.fi_manager, rows=house_words())
    assert DeskWord.objects.filter(ended_on=None).count() == before


def test_every_kind_has_something_to_begin_with():
    assert {row.kind for row in house_words()} == set(DeskWord.Kind)
