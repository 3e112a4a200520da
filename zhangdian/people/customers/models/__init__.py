"""Customers, vehicles and the facts about them."""

from zhangdian.people.customers.models.catalogue import Energy, ModelTerms, VehicleModel
from zhangdian.people.customers.models.customer import Customer, CustomerQuerySet, StandingQuerySet
from zhangdian.people.customers.models.keys import PERSON, STORE, index, key_of, keys_of, pool_of
from zhangdian.people.customers.models.ledgers import (
    CustomerExport,
    ImportChunk,
    ImportOutcome,
    ImportRun,
    LedgerFile,
    codes,
)
from zhangdian.people.customers.models.reaching import Consent, Contact, Referral
from zhangdian.people.customers.models.recalls import OPEN_RECALLS, Recall, RecallVin, VehicleRecall
from zhangdian.people.customers.models.vehicle import (
    MileageReading,
    Ownership,
    PlateHistory,
    PlateKind,
    Vehicle,
)

__all__ = [
    "OPEN_RECALLS",
    "PERSON",
    "STORE",
    "Consent",
    "Contact",
    "Customer",
    "CustomerExport",
    "CustomerQuerySet",
    "Energy",
    "ImportChunk",
    "ImportOutcome",
    "ImportRun",
    "LedgerFile",
    "MileageReading",
    "ModelTerms",
    "Ownership",
    "PlateHistory",
    "PlateKind",
    "Recall",
    "RecallVin",
    "Referral",
    "StandingQuerySet",
    "Vehicle",
    "VehicleModel",
    "VehicleRecall",
    "codes",
    "index",
    "key_of",
    "keys_of",
    "pool_of",
]
