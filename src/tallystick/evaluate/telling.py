"""Tells simulated claims as texts in Arabic, English and Russian, by the sentences of telling.yml.

What a paper would write, so that a simulation can start where a recorder does: at reports. Which language a paper
writes in follows from its name; copies repeat the words of what they copy.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any, Literal

import yaml

from tallystick.locate import Gazetteer, load_gazetteer
from tallystick.model.claim import Casualties, Claim
from tallystick.model.place import Place
from tallystick.model.report import Report

LANGUAGES = ("ar", "ar", "ar", "en", "ru")
"""Most papers write Arabic, as in the reports that recorders collect."""
CAMPAIGN = range(12_000, 90_000)
Words = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Paper:
    """One language's sentences, and the dice that choose among them."""

    language: str
    words: Words
    random: Random

    def pick(self, key: str) -> str:
        """One of the phrases under a key."""
        return str(self.random.choice(self.words[key]))


def tell(claim: Claim, report: Report, seed: str) -> Report:
    """The report with a text that says what the claim says, in the language of its publisher."""
    language = language_of(report.publisher or "")
    paper = Paper(language, _sentences()[language], Random(seed))  # noqa: S311 - a simulation, not a secret
    published, day = _day_said(paper, claim)
    sentences = [_opened(sentence) for sentence in _account(paper, claim, day)]
    return replace(report, text=" ".join(sentences), published=published, language=language)


def tell_again(original: Report, copy: Report, seed: str) -> Report:
    """A copy: the same words, under another name, sometimes opened by a note or cut short."""
    random = Random(seed)  # noqa: S311
    words = _sentences()[original.language or "en"]
    note = random.choice(words["repost"]).format(publisher=original.publisher) if random.random() < 0.5 else ""
    whole = original.text.split(". ")
    kept = whole[:-1] if random.random() < 0.25 and len(whole) > 2 else whole
    text = note + ". ".join(kept) + ("" if kept is whole else ".")
    return replace(copy, text=text, published=original.published, language=original.language)


def language_of(publisher: str) -> str:
    """The language that a paper writes in: papers are numbered."""
    number = int("".join(c for c in publisher if c.isdigit()) or 0)
    return LANGUAGES[number % len(LANGUAGES)]


def _account(paper: Paper, claim: Claim, day: str) -> list[str]:
    if any(p.stance == "denied" for p in claim.perpetrators):
        return [_filled(paper, "denial", claim, day), paper.pick("further")]
    further = paper.random.sample(paper.words["further"], 3)
    if paper.random.random() < 0.15:
        further.append(paper.pick("campaign").format(n=paper.random.choice(CAMPAIGN)))
    if len(claim.places) > 1:
        return [_filled(paper, "joint", claim, day), *further]
    attack = _filled(paper, "attack_by" if claim.perpetrators else "attack", claim, day)
    toll = _filled(paper, "toll_and_injured" if _of(claim, "injured") else "toll", claim, day)
    return [attack, _relayed(paper, claim, toll), *further]


def _relayed(paper: Paper, claim: Claim, sentence: str) -> str:
    if claim.authority is None:
        return sentence
    monitor = paper.words["monitors"].get(claim.authority.name, claim.authority.name)
    comma = "،" if paper.language == "ar" else ","
    return f"{sentence.removesuffix('.')}{comma} {paper.pick('relay').format(monitor=monitor)}."


def _filled(paper: Paper, key: str, claim: Claim, day: str) -> str:
    actor = claim.perpetrators[0].actor if claim.perpetrators else None
    killed, injured = _of(claim, "killed"), _of(claim, "injured")
    places = [_place(paper, where.place) for where in claim.places if where.place is not None]
    return " ".join(
        paper.pick(key)
        .format(
            killed=_killed(paper, killed) if killed else "",
            injured=_counted(paper, paper.words["injured"], injured.toll.min or 0) if injured else "",
            kind=paper.random.choice(paper.words["kinds"][claim.kind]),
            actor=paper.random.choice(paper.words["actors"][actor]) if actor else "",
            place=places[0],
            other=places[-1],
            day=day,
        )
        .replace(" .", ".")
        .split()
    )


def _of(claim: Claim, outcome: str) -> Casualties | None:
    return next((c for c in claim.casualties if c.outcome == outcome), None)


def _killed(paper: Paper, killed: Casualties) -> str:
    told, group = killed.toll, killed.group
    if told.max is None and group == "people":
        return paper.pick("killed_vaguely")
    forms = paper.words["killed" if told.max is not None else "killed_at_least"][group]
    return _counted(paper, forms, told.min or 0)


def _counted(paper: Paper, forms: Mapping[str, str], number: int) -> str:
    in_words = number <= 10 and paper.random.random() < 0.5
    written = paper.words["words"][number - 1] if in_words and number else str(number)
    return forms.get(plural_category(paper.language, number), forms["other"]).format(n=written)


def plural_category(language: str, number: int) -> Literal["one", "two", "few", "many", "other"]:
    """The form that a counted noun takes, by the plural rules of Unicode CLDR for these three languages."""
    if language == "ru":
        last, teens = number % 10, 11 <= number % 100 <= 14
        if last == 1 and not teens:
            return "one"
        return "few" if 2 <= last <= 4 and not teens else "many"
    if number == 1:
        return "one"
    if language == "ar" and number > 1:
        rest = number % 100
        return "two" if number == 2 else "few" if 3 <= rest <= 10 else "many" if rest > 10 else "other"
    return "other"


def _place(paper: Paper, place: Place) -> str:
    governorate = place.admin[0] if place.admin else ""
    named = paper.pick("places")
    if paper.language == "ar":
        return named.format(place=place.name_local or place.name, governorate=_arabic_name(governorate))
    if paper.language == "ru":
        return named.format(place=in_cyrillic(place.name), governorate=in_cyrillic(governorate))
    return named.format(place=place.name, governorate=governorate)


@cache
def shipped_gazetteer() -> Gazetteer:
    """The gazetteer that every simulated conflict shares, read and indexed once."""
    return load_gazetteer()


@cache
def _arabic_name(governorate: str) -> str:
    found = (p.name_local for p in shipped_gazetteer().places if p.kind == "province" and p.name == governorate)
    return next(found, governorate)


def in_cyrillic(name: str) -> str:
    """A Latin place name in the practical transcription that Russian papers use, roughly."""
    letters, written, rest = _sentences()["ru"]["letters"], "", name.lower()
    while rest:
        sound = next((s for s in sorted(letters, key=len, reverse=True) if rest.startswith(s)), rest[0])
        written, rest = written + letters.get(sound, sound), rest[len(sound) :]
    return written.title()


def _day_said(paper: Paper, claim: Claim) -> tuple[date | None, str]:
    """When the paper came out by its metadata, and how it names the day; neither is known of an undated claim."""
    if claim.date is None:
        return None, ""
    day, later = claim.date.days.start, paper.random.random()
    if later < 0.25:
        return day, paper.pick("today")
    if later < 0.5:
        return day + timedelta(1), paper.pick("yesterday")
    month = paper.words["months"][day.month - 1]
    return day + timedelta(paper.random.randrange(4)), paper.pick("dates").format(
        d=day.day, m=day.month, month=month, y=day.year
    )


def _opened(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


@cache
def _sentences() -> Mapping[str, Words]:
    found = yaml.safe_load(files("tallystick.evaluate").joinpath("telling.yml").read_text("utf-8"))
    return {language: found[language] for language in dict.fromkeys(LANGUAGES)}
