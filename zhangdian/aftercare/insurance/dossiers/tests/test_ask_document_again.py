"""A paper that was let go by mistake is missing again."""

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.dossiers.actions import ask_document_again, waive_document
from zhangdian.aftercare.insurance.dossiers.tests.arranging import LAST, a_dossier, again, item


def test_it_is_missing_again(shop):
    dossier = a_dossier(shop)
    waive_document(shop.renewal_clerk, item(dossier, LAST), why="保险公司不要")
    ask_document_again(shop.renewal_clerk, item(dossier, LAST))
    assert LAST in again(dossier).missing
    with refused("没有写过不用收"):
        ask_document_again(shop.renewal_clerk, item(dossier, LAST))
