"""Assets and units of an instance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.draws import Draws
from benchmarks.ground import Ground
from benchmarks.size import GUESTS, HOST, Size
from hadr_planner.domain.catalogue import Catalogue
from hadr_planner.domain.force import Asset, Operator, Unit

TYPES = {
    "abroad": ("c17", "c130j", "c2", "a400m"),
    "fixed_wing": ("c130j", "c130h", "c295", "cn235", "c27j", "dhc6"),
    "helicopter": ("uh60", "ch47", "mi17", "uh1h", "nh90"),
    "truck": ("truck_5t", "truck_10t"),
    "amphibious": ("lsd_bay", "lhd_wasp"),
    "ferry": ("roro_ferry", "coaster", "lst_bacolod"),
    "deck": ("sh60", "ch53e", "sea_king"),
    "craft": ("lcu_1610", "lcm_8", "lcac"),
}
MIX = ("fixed_wing", "helicopter", "truck", "amphibious", "helicopter", "abroad", "truck", "deck", "craft", "ferry")
"""Pools come in this order, over and over; what is carried comes after a ship to carry it."""
TEAMS = (
    "emt_1_fixed", "water_plant", "usar_medium", "engineer_platoon", "emt_1_mobile", "airfield_team", "hydro_survey",
    "emt_2",
)
OPERATORS = (Operator.MILITARY, Operator.MILITARY, Operator.COMMERCIAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Whose a pool is, where it stands, and how many tails it has."""

    owner: str
    base: str
    forward: tuple[str, ...] = ()
    count: int


class Forces:
    """Draws pools and units, each from where such things come from."""

    def __init__(self, size: Size, draws: Draws, ground: Ground, catalogue: Catalogue) -> None:
        self.size = size
        self.draws = draws
        self.ground = ground
        self.catalogue = catalogue
        self.ships: list[Asset] = []

    def assets(self) -> list[Asset]:
        """Pools of every mode."""
        return [self._asset(k, MIX[k % len(MIX)]) for k in range(self.size.pools)]

    def _asset(self, k: int, kind: str) -> Asset:
        draws, type = self.draws, self.draws.one_of(TYPES[kind])
        post = self._post(kind)
        made = Asset(
            id=f"{kind}_{k}", name=f"{type} {k}", type=self.catalogue.asset_types[type], owner=post.owner,
            base=post.base, forward=tuple(id for id in post.forward if id != post.base), count=post.count,
            ready_h=float(draws.whole(0, 8) * 6), operator=draws.one_of(OPERATORS),
        )
        if kind == "amphibious":
            self.ships.append(made)
        return made

    def _post(self, kind: str) -> Post:
        draws, ground = self.draws, self.ground
        anyone: Callable[[], str] = lambda: HOST if draws.chance(0.3) else draws.one_of(GUESTS)  # noqa: E731
        field, hub = draws.one_of(ground.fields).id, draws.one_of(ground.hubs).id
        match kind:
            case "abroad":
                base = draws.one_of(ground.bases).id
                return Post(owner=draws.one_of(GUESTS), base=base, forward=(hub,), count=draws.whole(1, 4))
            case "fixed_wing":
                return Post(owner=anyone(), base=hub, forward=(field,), count=draws.whole(1, 4))
            case "helicopter":
                return Post(owner=anyone(), base=draws.one_of((field, hub)), forward=(field,), count=draws.whole(1, 4))
            case "truck":
                base = draws.one_of([*ground.depots, *ground.fields, *ground.ports]).id
                return Post(owner=HOST, base=base, count=draws.whole(4, 12))
            case "amphibious":
                seats = (*(place.id for place in ground.roads), draws.one_of(ground.ports).id)
                return Post(owner=draws.one_of(GUESTS), base=seats[0], forward=seats[1:], count=1)
            case "ferry":
                return Post(owner=HOST, base=ground.ports[0].id, count=1)
        ship = draws.one_of(self.ships)
        return Post(owner=ship.owner, base=ship.id, count=draws.whole(1, 3))

    def units(self) -> list[Unit]:
        """Teams of every kind; some drive, most must be lifted."""
        return [self._unit(k, TEAMS[k % len(TEAMS)]) for k in range(max(self.size.sites // 4, len(TEAMS)))]

    def _unit(self, k: int, type: str) -> Unit:
        draws, ground = self.draws, self.ground
        drives = draws.chance(0.3)
        origin = draws.one_of([*ground.depots, *ground.hubs] if drives else [*ground.hubs, *ground.bases])
        return Unit(
            id=f"{type}_{k}", name=f"{type} {k}", type=self.catalogue.unit_types[type], origin=origin.id,
            owner=HOST if drives else draws.one_of(GUESTS), ready_h=float(draws.whole(0, 6) * 6), own_transport=drives,
        )
