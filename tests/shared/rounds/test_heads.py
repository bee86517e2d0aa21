"""Who heads a unit, and who did before."""

from collections.abc import Iterable
from datetime import date

from shared.events.preparation import CommitteeAppointed, CommitteeMember, Officer, OfficersListed, OrderIssued
from shared.rounds.heads import Heads, heads

HEAD, DEPUTY = "ผู้กำกับการ", "รองผู้กำกับการ"


def order(name: str | None) -> OrderIssued:
    return OrderIssued(number="1/2567", dated=date(2024, 1, 1), title="แต่งตั้ง", signed_by=name)


def listed(*people: tuple[str, str], spellings: Iterable[str] = ()) -> OfficersListed:
    return OfficersListed(
        officers=tuple(Officer(name=name, position=position, spellings=tuple(spellings)) for name, position in people)
    )


def test_the_signer_of_the_order_heads_the_unit_in_all_spellings() -> None:
    events = [listed(("พัทธ์พงษ์ เจริญกุล", HEAD), spellings=["พิทักษ์พงษ์ เจริญกุล"]), order("พ.ต.อ.พิทักษ์พงษ์ เจริญกุล")]
    assert heads(events) == Heads(("พัทธ์พงษ์ เจริญกุล", "พิทักษ์พงษ์ เจริญกุล"))


def test_whoever_signed_an_earlier_order_headed_it_before() -> None:
    assert heads([order("สมชาย ใจดี"), order("วิชัย รักไทย")]) == Heads(("วิชัย รักไทย",), ("สมชาย ใจดี",))


def test_heads_of_earlier_rounds_are_former_ones() -> None:
    earlier = [[order("มานะ อดทน")], [order("สมชาย ใจดี")]]
    assert heads([order("วิชัย รักไทย")], earlier) == Heads(("วิชัย รักไทย",), ("มานะ อดทน", "สมชาย ใจดี"))


def test_who_comes_back_is_no_former_head() -> None:
    assert heads([order("สมชาย ใจดี")], [[order("สมชาย ใจดี")], [order("มานะ อดทน")]]).former == ("มานะ อดทน",)


def test_the_same_person_in_another_spelling_is_no_former_head() -> None:
    assert heads([order("พัทธ์พงษ์ เจริญกุล")], [[order("พัทธพงษ์ เจริญกุล")]]) == Heads(("พัทธ์พงษ์ เจริญกุล",))


def test_without_an_order_of_the_round_nobody_knows_who_heads_it() -> None:
    assert heads([listed(("สมชาย ใจดี", HEAD))], [[order("มานะ อดทน")]]) == Heads()
    assert heads([order(None)]) == Heads()


def test_whoever_is_listed_in_the_heads_post_has_followed() -> None:
    people = listed(("สมชาย ใจดี", HEAD), ("มานะ อดทน", DEPUTY))
    assert heads([people, order("สมชาย ใจดี"), listed(("วิชัย รักไทย", HEAD))]) == Heads(("วิชัย รักไทย",), ("สมชาย ใจดี",))


def test_the_committee_tells_of_a_new_head_too_and_of_the_next_one() -> None:
    def sits(name: str) -> CommitteeAppointed:
        return CommitteeAppointed(members=(CommitteeMember(name=name, role="ประธาน", position=HEAD),))

    events = [listed(("สมชาย ใจดี", HEAD)), order("สมชาย ใจดี"), sits("วิชัย รักไทย"), sits("มานะ อดทน")]
    assert heads(events) == Heads(("มานะ อดทน",), ("สมชาย ใจดี", "วิชัย รักไทย"))


def test_a_deputy_who_signs_is_not_followed_by_other_deputies() -> None:
    deputies = listed(("สมชาย ใจดี", DEPUTY), ("มานะ อดทน", DEPUTY))
    assert heads([deputies, order("สมชาย ใจดี"), listed(("วิชัย รักไทย", DEPUTY))]) == Heads(("สมชาย ใจดี",))
