"""The catalogue: every row that the program carries, by the part of the house that does."""

from zhangdian.management.duties.carrying import (
    care,
    house,
    insurance,
    notices,
    parts,
    process,
    service,
    training,
)
from zhangdian.management.duties.carrying.carrier import Carrier

CARRIED: dict[str, Carrier] = {
    **process.CARRIED,
    **service.CARRIED,
    **parts.CARRIED,
    **care.CARRIED,
    **insurance.CARRIED,
    **house.CARRIED,
    **notices.CARRIED,
    **training.CARRIED,
}
