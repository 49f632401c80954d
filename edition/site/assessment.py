"""The page on which an edition says how it stands by the criteria of its reviewers, and what there is to do."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from edition.config import Config
from edition.model import Index
from edition.site.criteria import CRITERIA, Criterion, Known, Status, Verdict
from edition.view import Json, SitePage

PATH = "assessment.html"
_STATUSES: tuple[Status, ...] = ("met", "partly", "missing", "unknown", "not-applicable")
_MOST = 6  # links that are given as evidence


def assessment(index: Index, config: Config, pages: Sequence[SitePage]) -> Iterator[SitePage]:
    """Yield the page of self-assessment; `pages` are the other pages of the site as a whole."""
    yield SitePage("assessment-page", PATH, partial(_view, index, config, pages))


def _view(index: Index, config: Config, pages: Sequence[SitePage]) -> Json:
    known = Known(index, config, pages)
    judged = [(criterion, criterion.judge(known)) for criterion in CRITERIA]
    areas = [
        {"name": area, "criteria": [_row(*each) for each in group]}
        for area, group in groupby(judged, key=lambda each: each[0].area)
    ]
    counts = {status: sum(verdict.status == status for _, verdict in judged) for status in _STATUSES}
    return {
        "page": PATH,
        "areas": areas,
        "counts": [{"status": status, "count": count} for status, count in counts.items() if count],
        "tasks": [_row(*each) for each in judged if each[1].wanted],
    }


def _row(criterion: Criterion, verdict: Verdict) -> Json:
    return {
        "name": criterion.name,
        "codes": criterion.codes,
        "status": verdict.status,
        "evidence": list(verdict.evidence)[:_MOST],
        "wanted": list(verdict.wanted),
        "share": list(verdict.share) if verdict.share else None,
    }
