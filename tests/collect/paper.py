"""How a line of text comes to stand on paper: the Unicode bidirectional algorithm forwards, for the tests.

UAX #9 without explicit embeddings, and with brackets as plain neutrals (rule N0 left out), which is what the
reading side undoes. Written from the standard's rules, not from the code under test.
"""

import unicodedata

MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")


def clusters(line: str) -> list[str]:
    """Letters with the marks on them."""
    found: list[str] = []
    for character in line:
        if found and unicodedata.category(character) == "Mn":
            found[-1] += character
        else:
            found.append(character)
    return found


def laid_out(line: str, right_to_left: bool, mirrored: bool = True) -> list[str]:
    """The clusters from left to right; with `mirrored`, brackets are noted as they look."""
    letters = clusters(line)
    levels = _levels([unicodedata.bidirectional(letter[0]) for letter in letters], int(right_to_left))
    if mirrored:
        letters = [x.translate(MIRRORED) if level % 2 else x for x, level in zip(letters, levels, strict=True)]
    for level in range(max(levels, default=0), 0, -1):  # L2
        start = 0
        while start < len(letters):
            end = start
            while end < len(letters) and levels[end] >= level:
                end += 1
            letters[start:end] = letters[start:end][::-1]
            levels[start:end] = levels[start:end][::-1]
            start = end + 1
    return letters


def _levels(kinds: list[str], paragraph: int) -> list[int]:
    edge = "R" if paragraph else "L"
    kinds = _weak(list(kinds), edge)
    kinds = _neutral(kinds, edge)
    return [_level(kind, paragraph) for kind in kinds]


def _weak(kinds: list[str], edge: str) -> list[str]:
    strong = edge
    for i, kind in enumerate(kinds):  # W2, W3
        strong = kind if kind in ("L", "R", "AL") else strong
        if kind == "EN" and strong == "AL":
            kinds[i] = "AN"
    kinds = ["R" if kind == "AL" else kind for kind in kinds]
    for i in range(1, len(kinds) - 1):  # W4
        before, here, after = kinds[i - 1 : i + 2]
        if before == after and ((here == "ES" and before == "EN") or (here == "CS" and before in ("EN", "AN"))):
            kinds[i] = before
    for i, kind in enumerate(kinds):  # W5
        if kind == "EN":
            for step in (-1, 1):
                j = i + step
                while 0 <= j < len(kinds) and kinds[j] == "ET":
                    kinds[j] = "EN"
                    j += step
    kinds = ["ON" if kind in ("ES", "ET", "CS") else kind for kind in kinds]  # W6
    strong = edge
    for i, kind in enumerate(kinds):  # W7
        strong = kind if kind in ("L", "R") else strong
        if kind == "EN" and strong == "L":
            kinds[i] = "L"
    return kinds


def _neutral(kinds: list[str], edge: str) -> list[str]:
    start = 0
    while start < len(kinds):  # N1, N2
        end = start
        while end < len(kinds) and kinds[end] not in ("L", "R", "EN", "AN"):
            end += 1
        before = _side(kinds[start - 1]) if start else edge
        after = _side(kinds[end]) if end < len(kinds) else edge
        kinds[start:end] = [before if before == after else edge] * (end - start)
        start = end + 1
    return kinds


def _side(kind: str) -> str:
    return "L" if kind == "L" else "R"


def _level(kind: str, paragraph: int) -> int:
    if paragraph:
        return 1 if kind == "R" else 2
    return {"L": 0, "R": 1}.get(kind, 2)
