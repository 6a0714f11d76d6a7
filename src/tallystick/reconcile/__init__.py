"""What an incident's claims add up to: ranges of people harmed, who is named, how strong the evidence is.

figures      what one claim says per group: presumed civilians, fighters, children, women, …
evidence     the figures of an incident by origin, updates replaced, what is out of scope set aside with its reason
policies     the named ways of reading a range: airwars, ucdp, iraq_body_count, acled, aoav
attribution  who is said to be responsible, and who denies or admits it
grade        how strong the evidence is, and whether a strike is declared, likely or contested
assess       all of it for one incident
"""

from tallystick.reconcile.assess import assess_incident
from tallystick.reconcile.policies import POLICIES

__all__ = ["POLICIES", "assess_incident"]
