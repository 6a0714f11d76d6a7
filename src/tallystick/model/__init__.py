"""The nouns: frozen records that every stage speaks in. Standard library only.

report      what somebody published, as canonical text over a kept original
when        days an attack may have happened on
toll        how many, as a range that knows what it does not know
place       where, with a radius, or why it could not be told
claim       one report's account of one attack (the atom; never merged away)
judgement   what a person decided
incident    claims held to speak of one attack, and what they add up to
run         everything derived from one state of the vault, in one immutable snapshot
"""
