"""Records of insurance: insurers, products, rates, quotes, policies, renewals, commission, lists."""

from zhangdian.aftercare.insurance.models.archive import (
    Folder,
    FolderLoan,
    KeptPolicy,
    ShelfCount,
    SpotCheck,
    SpotItem,
)
from zhangdian.aftercare.insurance.models.commission import (
    CommissionLine,
    CommissionRate,
    CommissionReceipt,
    CommissionStatement,
)
from zhangdian.aftercare.insurance.models.delivered import DeliveredCar
from zhangdian.aftercare.insurance.models.dossiers import (
    DocumentNeed,
    Dossier,
    DossierItem,
    Drive,
    Keeper,
    Scan,
)
from zhangdian.aftercare.insurance.models.explaining import ExplainedClause, Explanation
from zhangdian.aftercare.insurance.models.giveaways import Giveaway, GiveawayForm
from zhangdian.aftercare.insurance.models.insured import RateCheck, RateGap
from zhangdian.aftercare.insurance.models.insurers import Insurer, InsurerApproval
from zhangdian.aftercare.insurance.models.losses import Improvement, LostAnalysis, LostCount, LostGroup
from zhangdian.aftercare.insurance.models.numbered import (
    FormBatch,
    FormCount,
    FormLoss,
    FormMove,
    NumberedForm,
)
from zhangdian.aftercare.insurance.models.policies import Endorsement, EntryError, Policy, PolicyLine
from zhangdian.aftercare.insurance.models.policy_covers import CoverChange, PolicyCover, RulesAsked
from zhangdian.aftercare.insurance.models.products import Clause, Cover, Line, Product, SumRule
from zhangdian.aftercare.insurance.models.quotes import BarredAttempt, BindingQuote, Offer, OfferLine, Quote
from zhangdian.aftercare.insurance.models.rates import RateRow, RateTable
from zhangdian.aftercare.insurance.models.reconciling import (
    BroughtSheet,
    LayoutColumn,
    ListLayout,
    Means,
    PolicyList,
    PolicyListLine,
    UnregisteredPolicy,
)
from zhangdian.aftercare.insurance.models.renewals import (
    CallPlan,
    CardTold,
    DeskWord,
    InsuredElsewhere,
    Intention,
    PreparedDay,
    QuoteSent,
    Renewal,
    RenewalCall,
    RenewalMonth,
    Way,
)
from zhangdian.aftercare.insurance.models.rules import UnderwritingLimit, UnderwritingRule
from zhangdian.aftercare.insurance.models.sent import SentCar
from zhangdian.aftercare.insurance.models.visiting import ClaimsCare, ExpiryTalk

__all__ = [
    "BarredAttempt",
    "BindingQuote",
    "BroughtSheet",
    "CallPlan",
    "CardTold",
    "ClaimsCare",
    "Clause",
    "CommissionLine",
    "CommissionRate",
    "CommissionReceipt",
    "CommissionStatement",
    "Cover",
    "CoverChange",
    "DeliveredCar",
    "DeskWord",
    "DocumentNeed",
    "Dossier",
    "DossierItem",
    "Drive",
    "Endorsement",
    "EntryError",
    "ExpiryTalk",
    "ExplainedClause",
    "Explanation",
    "Folder",
    "FolderLoan",
    "FormBatch",
    "FormCount",
    "FormLoss",
    "FormMove",
    "Giveaway",
    "GiveawayForm",
    "Improvement",
    "InsuredElsewhere",
    "Insurer",
    "InsurerApproval",
    "Intention",
    "Keeper",
    "KeptPolicy",
    "LayoutColumn",
    "Line",
    "ListLayout",
    "LostAnalysis",
    "LostCount",
    "LostGroup",
    "Means",
    "NumberedForm",
    "Offer",
    "OfferLine",
    "Policy",
    "PolicyCover",
    "PolicyLine",
    "PolicyList",
    "PolicyListLine",
    "PreparedDay",
    "Product",
    "Quote",
    "QuoteSent",
    "RateCheck",
    "RateGap",
    "RateRow",
    "RateTable",
    "Renewal",
    "RenewalCall",
    "RenewalMonth",
    "RulesAsked",
    "Scan",
    "SentCar",
    "ShelfCount",
    "SpotCheck",
    "SpotItem",
    "SumRule",
    "UnderwritingLimit",
    "UnderwritingRule",
    "UnregisteredPolicy",
    "Way",
]
