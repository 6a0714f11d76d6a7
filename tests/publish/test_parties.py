"""Who is named as responsible, and who denies it."""

from dataclasses import replace

from tallystick.model.incident import Attribution
from tallystick.publish.casebook import Casebook
from tallystick.publish.parties import party_sections, responsible
from tests.publish.invented import assessments, incidents, invented_run

MARKET, OF_MARKET = incidents()[0], assessments()[0]


def test_parties_that_cannot_be_told_apart_are_joined_by_or() -> None:
    roles = (("russia", "undetermined"), ("syrian_government", "undetermined"), ("turkey", "suspected"))
    named = tuple(Attribution(actor, role, 1, ("claim-01",)) for actor, role in roles)  # type: ignore[arg-type]
    either = replace(OF_MARKET, attribution=named[:2])
    assert responsible(either) == "Russian forces or Syrian government forces"
    assert responsible(replace(OF_MARKET, attribution=named)) == (
        "Turkish forces and Russian forces or Syrian government forces"
    )
    assert responsible(replace(OF_MARKET, attribution=())) == "nobody named"


def test_a_denial_by_a_party_that_nobody_names_is_still_shown() -> None:
    [party] = party_sections(Casebook(invented_run()), MARKET, replace(OF_MARKET, attribution=()))
    assert party.actor == "Russian forces"
    assert party.role == "named by nobody here"
    assert party.named.quotes == ()
    assert [q.publisher for q in party.denied.quotes] == ["Северный вестник"]
    assert party.denial
    assert party.denial.anchor == "claim-03.0-30"


def test_the_same_words_of_several_reports_are_quoted_once_and_the_rest_are_links() -> None:
    run = invented_run()
    copies = replace(run, reports=tuple(replace(r, text=run.reports[0].text) for r in run.reports))
    [party] = party_sections(Casebook(copies), MARKET, OF_MARKET)
    assert len({"".join(s.text for s in q.segments) for q in party.named.quotes}) == len(party.named.quotes)
    assert len(party.named.quotes) + len(party.named.others) == 2
