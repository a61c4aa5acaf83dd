"""Maps that need no network: what they load is in the package, and what they show is only ever text."""

from .assets import OfflineAssetError, localise
from .basemap import basemap
from .player import Player, Seek
from .scene import Scene
from .symbols import symbol

__all__ = ["OfflineAssetError", "Player", "Scene", "Seek", "basemap", "localise", "symbol"]
