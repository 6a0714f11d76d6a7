"""Nothing that a source wrote can run, load or change what the page is made of."""

from dataclasses import replace

import pytest

from tallystick.model.claim import Claim
from tallystick.model.incident import Assessment, Incident
from tallystick.model.reading import Reading
from tallystick.model.report import Report
from tallystick.model.run import Run
from tallystick.publish import render_report
from tallystick.publish.evidence import safe_url
from tests.publish.invented import OUTLINES, Square, invented_run
from tests.publish.page import Page

PAYLOADS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'><svg onload=alert(1)>",
    "</style><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</textarea><iframe src=javascript:alert(1)>",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "\" onmouseover=\"alert(1)",
    "' autofocus onfocus='alert(1)",
    "` onclick=alert(1) `",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "{{ 7*7 }}{% for x in y %}",
    "<base href=//evil.example><link rel=stylesheet href=//evil.example>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "\u202e<script>\u2066alert(1)",
    "\x00<scr\x00ipt>\ud800\ufffe",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
)  # fmt: skip
FIELDS = (
    "text", "title", "url", "publisher", "author", "language", "report_id", "claim_id", "authority", "place",
    "place_local", "admin", "incident_id", "origin", "edge", "incident_why", "assessment_why", "range_why", "left_out",
    "cannot_tell", "unread", "why_not", "run_id", "manifest", "page_title", "outline", "boundaries",
)  # fmt: skip
FORBIDDEN = {"script", "iframe", "object", "embed", "form", "base", "link", "img", "math", "animate", "textarea"}
HARMLESS = "harmless"


def poisoned_run(field: str, payload: str) -> Run:
    """The invented run with the payload in one field of every record that has it."""
    run = invented_run()
    return replace(
        run,
        run_id=run.run_id + payload if field == "run_id" else run.run_id,
        manifest=(*run.manifest, (payload, payload)) if field == "manifest" else run.manifest,
        reports=tuple(_report(r, field, payload) for r in run.reports),
        readings=tuple(_reading(r, field, payload) for r in run.readings),
        claims=tuple(_claim(c, field, payload) for c in run.claims),
        incidents=tuple(_incident(i, field, payload) for i in run.incidents),
        assessments=tuple(_assessment(a, field, payload) for a in run.assessments),
    )


def _id(identity: str, name: str, field: str, payload: str) -> str:
    return identity + payload if field == name else identity


def _ids(identities: tuple[str, ...], name: str, field: str, payload: str) -> tuple[str, ...]:
    return tuple(_id(i, name, field, payload) for i in identities)


def _report(report: Report, field: str, payload: str) -> Report:
    report = replace(report, report_id=_id(report.report_id, "report_id", field, payload))
    if field == "author":
        return replace(report, publisher=None, author=payload)
    if field == "text":
        return replace(report, text=report.text + " " + payload)
    changed = {"title": report.title, "url": report.url, "publisher": report.publisher, "language": report.language}
    if field in changed:
        changed[field] = payload
    return replace(report, **changed)  # type: ignore[arg-type]


def _reading(reading: Reading, field: str, payload: str) -> Reading:
    reading = replace(reading, report_id=_id(reading.report_id, "report_id", field, payload))
    if field == "unread":
        return replace(reading, unread=payload)
    return replace(reading, language=payload) if field == "language" else reading


def _claim(claim: Claim, field: str, payload: str) -> Claim:
    claim = replace(
        claim,
        claim_id=_id(claim.claim_id, "claim_id", field, payload),
        report_id=_id(claim.report_id, "report_id", field, payload),
    )
    if field == "authority" and claim.authority:
        return replace(claim, authority=replace(claim.authority, name=payload))
    if field == "why_not":
        return replace(claim, places=tuple(replace(p, name=payload, place=None, why_not=payload) for p in claim.places))
    return claim


def _incident(incident: Incident, field: str, payload: str) -> Incident:
    def reports(ids: tuple[str, ...]) -> tuple[str, ...]:
        return _ids(ids, "report_id", field, payload)

    def claims(ids: tuple[str, ...]) -> tuple[str, ...]:
        return _ids(ids, "claim_id", field, payload)

    place = incident.place
    if place and field in ("place", "place_local", "admin"):
        values = {"place": {"name": payload}, "place_local": {"name_local": payload}, "admin": {"admin": (payload,)}}
        place = replace(place, **values[field])  # type: ignore[arg-type]
    return replace(
        incident,
        incident_id=_id(incident.incident_id, "incident_id", field, payload),
        claim_ids=claims(incident.claim_ids),
        joint_claim_ids=claims(incident.joint_claim_ids),
        report_ids=reports(incident.report_ids),
        place=place,
        origins=tuple(
            replace(
                o,
                name=payload if field == "origin" else o.name,
                report_ids=reports(o.report_ids),
                claim_ids=claims(o.claim_ids),
            )
            for o in incident.origins
        ),
        origin_edges=tuple(
            replace(
                e,
                left_report=reports((e.left_report,))[0],
                right_report=reports((e.right_report,))[0],
                why=payload if field == "edge" else e.why,
            )
            for e in incident.origin_edges
        ),
        why=(*incident.why, (payload, payload)) if field == "incident_why" else incident.why,
    )


def _assessment(assessment: Assessment, field: str, payload: str) -> Assessment:
    def claims(ids: tuple[str, ...]) -> tuple[str, ...]:
        return _ids(ids, "claim_id", field, payload)

    return replace(
        assessment,
        incident_id=_id(assessment.incident_id, "incident_id", field, payload),
        why=(*assessment.why, (payload, payload)) if field == "assessment_why" else assessment.why,
        cannot_tell=(payload,) if field == "cannot_tell" else assessment.cannot_tell,
        ranges=tuple(
            replace(
                r,
                min_from=claims(r.min_from),
                max_from=claims(r.max_from),
                why=payload if field == "range_why" else r.why,
                left_out=tuple(
                    replace(x, claim_id=claims((x.claim_id,))[0], why=payload if field == "left_out" else x.why)
                    for x in r.left_out
                ),
            )
            for r in assessment.ranges
        ),
        attribution=tuple(
            replace(a, claim_ids=claims(a.claim_ids), denied_by_claims=claims(a.denied_by_claims))
            for a in assessment.attribution
        ),
    )


def poisoned_page(field: str, payload: str) -> Page:
    title = payload if field == "page_title" else "Two Wadis"
    areas = [Square(payload if field == "outline" else o.name, o.level, o.rings) for o in OUTLINES]
    boundaries = payload if field == "boundaries" else "an invented atlas"
    html = render_report(poisoned_run(field, payload), title, areas, boundaries)
    html.encode("utf-8")
    return Page(html)


def shape_of(page: Page) -> list[tuple[str, ...]]:
    """Elements and their attributes in order, without the links that numbers in our own sentences become."""
    return [(e.tag, *sorted(e.attributes)) for e in page.elements if e.attributes.get("class") != "figure"]


@pytest.mark.parametrize("field", FIELDS)
def test_no_payload_in_any_field_becomes_part_of_the_page(field: str) -> None:
    calm = shape_of(poisoned_page(field, HARMLESS))
    for payload in PAYLOADS:
        page = poisoned_page(field, payload)
        assert not FORBIDDEN & {e.tag for e in page.elements}, payload
        attributes = {a for e in page.elements for a in e.attributes}
        assert not [a for a in attributes if a.startswith("on") or a in ("style", "src", "formaction")], payload
        assert [link for link in page.links if not link.startswith(("#", "http://", "https://"))] == [], payload
        assert len(page.ids) == len(set(page.ids)), payload
        shape = shape_of(page)
        if field not in ("outline", "place"):  # a longer name may find no room on the map
            assert shape == calm, f"{payload!r} in {field} changes what the page is made of"


def test_the_payloads_and_fields_are_many() -> None:
    assert len(set(PAYLOADS)) * len(set(FIELDS)) >= 150


NO_LINKS = (
    "javascript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "ftp://example.org/",
    "//example.org", "https://", "http:example.org", "https://exa mple.org", "https://example.org\\@evil.example",
    "file:///etc/passwd", "https://[", None,
)  # fmt: skip


@pytest.mark.parametrize("url", NO_LINKS)
def test_only_plain_web_addresses_become_links(url: str | None) -> None:
    assert safe_url(url) is None


@pytest.mark.parametrize("url", ["https://example.org/السوق?q=1&r=2#x", "http://example.org:8080/a"])
def test_a_web_address_becomes_a_link_that_tells_the_site_nothing(url: str) -> None:
    assert safe_url(url) == url
    page = poisoned_page("url", url)
    outward = [e for e in page.elements if e.attributes.get("href") == url]
    assert outward
    assert all("noreferrer" in (e.attributes.get("rel") or "") for e in outward)
