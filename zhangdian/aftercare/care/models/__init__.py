"""Records of care: questionnaires by edition, calls with every attempt, complaints, inquiries."""

from zhangdian.aftercare.care.models.complaints import Complaint, ComplaintStep, ComplaintTopic, Severity
from zhangdian.aftercare.care.models.follow_ups import (
    Answer,
    CallAttempt,
    Channel,
    FollowUp,
    FollowUpSummary,
    SummaryItem,
    Unreached,
)
from zhangdian.aftercare.care.models.inquiries import Inquiry, InquiryTopic
from zhangdian.aftercare.care.models.questionnaires import LOW, Questionnaire, QuestionnaireQuestion

__all__ = [
    "LOW",
    "Answer",
    "CallAttempt",
    "Channel",
    "Complaint",
    "ComplaintStep",
    "ComplaintTopic",
    "FollowUp",
    "FollowUpSummary",
    "Inquiry",
    "InquiryTopic",
    "Questionnaire",
    "QuestionnaireQuestion",
    "Severity",
    "SummaryItem",
    "Unreached",
]
