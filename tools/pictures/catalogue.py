"""Every picture of the paper: where it goes, its size in pixels and the scene that draws it."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import abroad
import bridge
import charts
import choir
import clinic_bus
import dragon_boats
import exhibition
import ferries
import flood_wall
import ginkgo
import ginkgo_green
import ginkgo_wall
import library
import maps
import market_scale
import night_market
import opera
import reading_room
import river_steps
import school_garden
import sport
import tea_house
import tram_depot
import wetland
from inks import PAPER
from sheet import Sheet

Scene = Callable[[Sheet], None]

ROOT = Path(__file__).resolve().parents[2]
TUESDAY = Path("content/issues/2026/2026-11-24")
MONDAY = Path("content/issues/2026/2026-11-23")
OCTOBER = Path("content/issues/2026/2026-10-30")
ENGLISH = Path("tests/sites/english/content/issues/2026/2026-11-24")
TRADITIONAL = Path("tests/sites/traditional/content/issues/2026/2026-11-24-evening")

WIDE, UPRIGHT, SCREEN, CLASSIC = (2000, 1333), (1333, 2000), (2000, 1125), (2000, 1500)


@dataclass(frozen=True)
class Picture:
    """One picture of the paper."""

    target: Path
    """The JPEG, from the repository's root."""
    size: tuple[int, int]
    """Width and height that the scene is drawn for, in pixels."""
    scene: Scene
    scale: float = 1.0
    """Size of the finished picture against `size`."""
    grain: float = 0.05
    """Strength of the printed grain; 0 for charts and maps."""
    old: bool = False
    """Whether it is finished as an old photograph."""

    @property
    def seed(self) -> int:
        """The seed of the scene's chance, the same on every run."""
        return zlib.crc32(self.target.name.encode())

    def drawn(self) -> Sheet:
        """The scene on a fresh sheet, before the finish."""
        sheet = Sheet(*self.size, PAPER, self.seed)
        self.scene(sheet)
        return sheet


PICTURES = (
    Picture(TUESDAY / "01/bridge-dawn.jpg", WIDE, bridge.bridge_dawn),
    Picture(TUESDAY / "01/night-market.jpg", WIDE, night_market.night_market),
    Picture(TUESDAY / "01/library-window.jpg", UPRIGHT, library.library_window),
    Picture(TUESDAY / "02/flood-wall.jpg", WIDE, flood_wall.flood_wall),
    Picture(TUESDAY / "04/ferry.jpg", CLASSIC, ferries.ferry),
    Picture(TUESDAY / "07/dragon-boat.jpg", SCREEN, dragon_boats.dragon_boat),
    Picture(TUESDAY / "02/bridge-diagram.jpg", SCREEN, charts.bridge_diagram, grain=0),
    Picture(TUESDAY / "03/price-chart.jpg", SCREEN, charts.price_chart, grain=0),
    Picture(TUESDAY / "04/bus-map.jpg", CLASSIC, maps.bus_map, grain=0),
    Picture(MONDAY / "01/weather-map.jpg", CLASSIC, maps.weather_map, grain=0),
    Picture(MONDAY / "03/marathon-route.jpg", CLASSIC, maps.marathon_route, grain=0),
    Picture(TUESDAY / "02/tram-depot.jpg", WIDE, tram_depot.tram_depot),
    Picture(TUESDAY / "05/reading-room.jpg", UPRIGHT, reading_room.reading_room),
    Picture(TUESDAY / "06/opera-stage.jpg", WIDE, opera.opera_stage),
    Picture(TUESDAY / "08/tea-house.jpg", WIDE, tea_house.tea_house),
    Picture(MONDAY / "03/chorus.jpg", WIDE, choir.chorus),
    Picture(TUESDAY / "03/clinic-bus.jpg", WIDE, clinic_bus.clinic_bus),
    Picture(TUESDAY / "05/school-garden.jpg", WIDE, school_garden.school_garden),
    Picture(TUESDAY / "07/football.jpg", WIDE, sport.football),
    Picture(TUESDAY / "07/table-tennis.jpg", UPRIGHT, sport.table_tennis),
    Picture(TUESDAY / "08/ginkgo-1.jpg", WIDE, ginkgo.ginkgo_1),
    Picture(TUESDAY / "08/ginkgo-2.jpg", UPRIGHT, ginkgo.ginkgo_2),
    Picture(TUESDAY / "08/ginkgo-3.jpg", WIDE, ginkgo_wall.ginkgo_3),
    Picture(MONDAY / "02/market-scale.jpg", WIDE, market_scale.market_scale),
    Picture(TUESDAY / "06/exhibition-1.jpg", CLASSIC, exhibition.wharf, old=True),
    Picture(TUESDAY / "06/exhibition-2.jpg", CLASSIC, exhibition.lane, old=True),
    Picture(TUESDAY / "06/exhibition-3.jpg", CLASSIC, exhibition.bridge_1977, old=True),
    Picture(MONDAY / "04/cranes-1.jpg", WIDE, wetland.cranes_1),
    Picture(MONDAY / "04/cranes-2.jpg", WIDE, wetland.cranes_2),
    Picture(MONDAY / "04/cranes-3.jpg", WIDE, wetland.cranes_3),
    Picture(OCTOBER / "01/river-steps.jpg", WIDE, river_steps.river_steps),
    Picture(OCTOBER / "02/ginkgo-green.jpg", WIDE, ginkgo_green.ginkgo_green),
    Picture(ENGLISH / "A1/harbour.jpg", WIDE, abroad.harbour, scale=0.6),
    Picture(ENGLISH / "B1/ferry.jpg", WIDE, abroad.car_ferry, scale=0.6),
    Picture(TRADITIONAL / "A1/pier.jpg", WIDE, abroad.pier, scale=0.6),
    Picture(MONDAY / "01/ferry-fog.jpg", WIDE, ferries.ferry_fog),
)
