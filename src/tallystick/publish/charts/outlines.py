"""Areas of a map as plain rings of coordinates, whoever keeps them."""

from typing import Protocol

Ring = tuple[tuple[float, float], ...]
"""Corners as (longitude, latitude) in degrees, WGS 84."""


class Outline(Protocol):
    """One area of a country as closed rings."""

    @property
    def name(self) -> str:
        """Its English name."""
        ...

    @property
    def level(self) -> int:
        """1 for the widest areas of a country (governorates), 2 for those within."""
        ...

    @property
    def rings(self) -> tuple[Ring, ...]:
        """Its borders."""
        ...
