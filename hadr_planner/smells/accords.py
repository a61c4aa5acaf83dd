"""Agreements and orders: nations left out, kinds that no rule reads."""

from __future__ import annotations

from ..domain.accord import AgreementKind, OrderKind
from ..domain.catalogue import Mode, UnitKind
from ..domain.scenario import Scenario
from ..io.nations import NATIONS
from .smell import Smell, warn

UNREAD = (AgreementKind.STATUS_OF_FORCES, AgreementKind.CUSTOMS)
NOT_MODELLED = frozenset(
    {
        OrderKind.QUARANTINE,
        OrderKind.PRIORITY,
        OrderKind.MINIMUM_SHARE,
        OrderKind.PERSONNEL_CAP,
        OrderKind.ONE_WAY,
        OrderKind.REQUEST_NEEDED,
    }
)


def unagreed(scenario: Scenario) -> Smell:
    """A nation left out of a kind of agreement that the host gave to others."""
    given: dict[AgreementKind, set[str]] = {}
    for agreement in scenario.agreements.values():
        if agreement.state == scenario.host:
            given.setdefault(agreement.kind, set()).add(agreement.guest)
    for kind, guests in given.items():
        if kind in UNREAD:
            continue
        left_out = (_bound_by(scenario, kind) & NATIONS) - guests - {scenario.host}
        if "*" not in guests and left_out:
            names = ", ".join(sorted(left_out))
            yield warn("agreements.csv", scenario.host, f"grants {kind.value} to others, but has no row for {names}")


def agreements_not_modelled(scenario: Scenario) -> Smell:
    """Kinds of agreement that no rule reads yet."""
    for kind in UNREAD:
        number = sum(agreement.kind is kind for agreement in scenario.agreements.values())
        if number:
            yield warn("agreements.csv", kind.value, f"kept but not planned with (rows: {number})")


def orders_not_modelled(scenario: Scenario) -> Smell:
    """An order of a kind that no rule reads yet."""
    for order in scenario.orders.values():
        if order.kind in NOT_MODELLED:
            yield warn("orders.csv", order.id, f"orders of kind {order.kind.value} are kept but not planned with")


def _bound_by(scenario: Scenario, kind: AgreementKind) -> set[str]:
    modes = {
        AgreementKind.LANDING: {Mode.FIXED_WING, Mode.HELICOPTER},
        AgreementKind.OVERFLIGHT: {Mode.FIXED_WING, Mode.HELICOPTER},
        AgreementKind.PORT_CALL: {Mode.SHIP, Mode.LANDING_CRAFT},
    }
    assets, units = scenario.assets.values(), scenario.units.values()
    if kind is AgreementKind.MEDICAL_LICENCE:
        return {unit.owner for unit in units if unit.type.kind is UnitKind.MEDICAL}
    concerned = {asset.owner for asset in assets if asset.type.mode in modes.get(kind, set(Mode))}
    return concerned if kind in modes else concerned | {unit.owner for unit in units}
