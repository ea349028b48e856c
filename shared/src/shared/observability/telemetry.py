"""Traces and logs: one trace id from the request through the events to the last effect."""

import logging
import sys
import traceback
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, TextIO

import structlog
from opentelemetry import context, propagate, trace
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.id_generator import RandomIdGenerator
from opentelemetry.sdk.trace.sampling import ALWAYS_OFF, ALWAYS_ON

from shared.observability.repeats import OnceAMinute

log = structlog.stdlib.get_logger("skillproof")
tracer = trace.get_tracer("skillproof")
_ids = RandomIdGenerator()
LINKED = 32
"""Traces that one span is linked to at most."""


def configure(service: str, level: str, otlp_endpoint: str | None, stream: TextIO | None = None) -> None:
    """Sets up logs as JSON lines, on stdout where no other stream is given, and traces.

    Without an endpoint, traces have ids for the logs and go nowhere.
    """
    _configure_traces(service, otlp_endpoint)
    processors: list[structlog.types.Processor] = [
        structlog.stdlib.filter_by_level,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        _add_trace,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _add_failure,
    ]
    structlog.configure(
        processors=[*processors, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(stream or sys.stdout)
    render: list[structlog.types.Processor] = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.JSONRenderer(),
    ]
    handler.addFilter(OnceAMinute())
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(processors=render, foreign_pre_chain=processors[1:]))
    logging.basicConfig(handlers=[handler], level=level, force=True)
    # uvicorn's access log has whole addresses; ours has the route's pattern.
    logging.getLogger("uvicorn.access").disabled = True
    for name in ("uvicorn", "uvicorn.error"):
        logging.getLogger(name).handlers = []
    for name in ("aiokafka", "httpx2", "httpcore2", "pymongo"):
        logging.getLogger(name).setLevel(logging.WARNING)


def _configure_traces(service: str, otlp_endpoint: str | None) -> None:
    sampler = ALWAYS_ON if otlp_endpoint else ALWAYS_OFF
    provider = TracerProvider(resource=Resource.create({"service.name": service}), sampler=sampler)
    if otlp_endpoint:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415 - heavy
        from opentelemetry.instrumentation.pymongo import PymongoInstrumentor  # noqa: PLC0415

        provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=otlp_endpoint)))
        PymongoInstrumentor().instrument(tracer_provider=provider)
    trace.set_tracer_provider(provider)


@contextmanager
def request_trace(traceparent: str | None) -> Iterator[None]:
    """Gives a request ids for its logs and events, the caller's where it sent some.

    Nothing is to be done where a span covers the request already. Without an endpoint there is none: nobody would see it,
    and it takes longer than the rules of a mark.
    """
    if trace.get_current_span().get_span_context().is_valid:
        yield
        return
    given = propagate.extract({"traceparent": traceparent}) if traceparent else context.Context()
    if not trace.get_current_span(given).get_span_context().is_valid:
        made = trace.SpanContext(_ids.generate_trace_id(), _ids.generate_span_id(), is_remote=False)
        given = trace.set_span_in_context(trace.NonRecordingSpan(made), given)
    token = context.attach(given)
    try:
        yield
    finally:
        context.detach(token)


def current_traceparent() -> str | None:
    """As W3C Trace Context has it, 3.2: every event carries one."""
    span = trace.get_current_span().get_span_context()
    return f"00-{span.trace_id:032x}-{span.span_id:016x}-{span.trace_flags:02x}" if span.is_valid else None


@contextmanager
def continued(traceparent: str | None, name: str, *others: str | None, **attributes: str) -> Iterator[None]:
    """A span that continues the trace in which the event was made. It is linked to the traces of `others` that it handles as well."""
    linked = list(dict.fromkeys(one for one in others if one and one != traceparent))[:LINKED]
    links = [trace.Link(trace.get_current_span(_context(one)).get_span_context()) for one in linked]
    token = context.attach(_context(traceparent))
    try:
        with tracer.start_as_current_span(name, attributes=attributes, links=links):
            yield
    finally:
        context.detach(token)


@contextmanager
def in_trace(traceparent: str | None) -> Iterator[None]:
    """What is told or logged inside belongs to this trace. For one event of many that are handled together."""
    token = context.attach(_context(traceparent))
    try:
        yield
    finally:
        context.detach(token)


def trace_id_of(traceparent: str | None) -> str | None:
    return traceparent[3:35] if traceparent else None


@lru_cache(maxsize=512)
def _context(traceparent: str | None) -> context.Context:
    return propagate.extract({"traceparent": traceparent} if traceparent else {})


def _add_trace(_logger: Any, _method: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    span = trace.get_current_span().get_span_context()
    if span.is_valid:
        entry["trace_id"] = format(span.trace_id, "032x")
    return entry


def _add_failure(_logger: Any, _method: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Where it failed and how the errors are called, without their messages, which may quote what people entered."""
    given = entry.pop("exc_info", None)
    if given is True:
        given = sys.exc_info()
    error = given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        entry["failure"] = list(_frames(error))
    return entry


def _frames(error: BaseException | None) -> Iterator[str]:
    while error is not None:
        yield type(error).__qualname__
        yield from (f"{at.filename}:{at.lineno} {at.name}" for at in traceback.extract_tb(error.__traceback__))
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
