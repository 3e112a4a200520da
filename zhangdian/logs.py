"""What is written down about the running: lines for people here, JSON on a real host, of nobody's data."""

import re
from typing import Any

import structlog

STEPS: tuple[Any, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)
PERSONAL = re.compile(r"[^\x00-\x7f]+[A-Z0-9]*|\d{5,}|\b(?=\w*\d)[A-HJ-NPR-Z0-9]{17}\b")
"""What may be of a person in what an error says: Chinese words, plates, long numbers, chassis numbers."""
PATHS_TOLD = ("django.request", "django.security.csrf")
"""Django's own lines about requests name whole addresses, with the keys of links; ours name routes."""


def without_persons(_logger: Any, _name: str, line: Any) -> Any:
    """Leave of a traceback where it broke and how, not whose data it was about."""
    if "exception" in line:
        line["exception"] = PERSONAL.sub("•", line["exception"])
    return line


def configure() -> None:
    """Let the house's own lines go the way of all others."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *STEPS,
            structlog.processors.StackInfoRenderer(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def formatter(*, as_json: bool) -> dict[str, Any]:
    """How a line is written."""
    written: list[Any] = [structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
    if as_json:
        written = [
            structlog.processors.format_exc_info,
            without_persons,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    return {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": STEPS,
        "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *written],
    }


def logging(level: str, *, as_json: bool, debug: bool) -> dict[str, Any]:
    """The whole setting for Django."""
    quiet = {} if debug else {name: {"level": "CRITICAL"} for name in PATHS_TOLD}
    quiet["weasyprint"] = {"level": "ERROR"}  # it warns of each rule that only screens understand
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": formatter(as_json=as_json)},
        "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["out"], "level": level},
        "loggers": {"django": {"handlers": [], "level": level, "propagate": True}, **quiet},
    }
