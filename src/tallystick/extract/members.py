"""Whose members people are: "eleven members of the family" are no fighters, as those of a brigade are."""

from itertools import takewhile

from tallystick.extract.cues import Cue, word_list

_OF_WHOM, _REACH = 60, 7  # characters, and words, after "members"


def group_of_noun(text: str, noun: Cue) -> str:
    """The group a noun names; "members" are of the group whose members they are."""
    group = noun.value[0]
    if text[noun.start : noun.end] not in word_list("members"):
        return group
    before = text[max(0, noun.start - _OF_WHOM) : noun.start]
    if before.split()[-1:] != [] and before.split()[-1] in word_list("possessives"):
        medics = any(w in before for w in word_list("members_medics"))
        return "medics" if medics else group  # "the civil defence lost one of its members"
    words = text[noun.end : noun.end + _OF_WHOM].replace(",", " , ").split()
    if words[:1] == [] or words[0] not in word_list("of"):
        return group
    of_whom = " ".join(takewhile(lambda w: w not in word_list("member_ends"), words[:_REACH]))
    told = ((name, word_list(f"members_{name}")) for name in ("people", "medics", "journalists"))
    return next((name for name, whole in told if any(w in of_whom for w in whole)), group)
