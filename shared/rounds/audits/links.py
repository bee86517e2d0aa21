"""The decision about what a person says of a link."""

from shared.events.audits import LinkConfirmed, LinkRejected, LinkReopened
from shared.links import canonical_link
from shared.rounds.audits.commands import JudgeLink
from shared.rounds.audits.state import AuditsState, Judgement
from shared.rounds.checks import known_item, link, working_round
from shared.rounds.conflict import LinkJudgedAlready
from shared.rounds.decision import Events, Facts, decide
from shared.rounds.not_found import LinkNotJudged

#: Longest text of a link that is kept with what was said of it, in characters.
LONGEST_TEXT = 300


@decide.register
def judge_link(command: JudgeLink, facts: Facts) -> Events:
    """A link is judged once, until somebody judges otherwise or takes it back."""
    item = known_item(command.item, working_round(command, facts))
    url = canonical_link(link(command.url))
    said = facts.audits.judged.get(item, {}).get(url)
    if command.decision == "reopened":
        if said is None:
            raise LinkNotJudged(item=item, given=url)
        return (LinkReopened(item=item, url=url),)
    judgement = _judgement(command, item, url, facts.audits)
    if type(said) is type(judgement):
        raise LinkJudgedAlready(item=item, given=url)
    return (judgement,)


def _judgement(command: JudgeLink, item: str, url: str, audits: AuditsState) -> Judgement:
    """As it was said, completed by what the last audit saw of the link."""
    sight = audits.sights.get(item)
    seen = next((each for each in sight.last.links if _same(each.url, url)), None) if sight else None
    kind = LinkConfirmed if command.decision == "confirmed" else LinkRejected
    page = link(command.page) if command.page else (seen.page if seen else "")
    text = command.text or (seen.text if seen else None)
    return kind(item=item, url=url, page=page, text=text[:LONGEST_TEXT] if text else None)


def _same(address: str, url: str) -> bool:
    """Whether a link as the website writes it has this canonical address; what is no address has none."""
    try:
        return canonical_link(address) == url
    except ValueError:
        return False
