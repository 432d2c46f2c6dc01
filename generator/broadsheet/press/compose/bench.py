"""A story's text, photos and headlines, each set but once at every width."""

from __future__ import annotations

from dataclasses import dataclass, field

from broadsheet.press.compose.flows import story_flow
from broadsheet.press.compose.heads import Head, heads
from broadsheet.press.compose.legs import Flow
from broadsheet.press.compose.material import PressPhoto
from broadsheet.press.compose.photos import Cluster, clusters
from broadsheet.press.compose.ranking import Assignment
from broadsheet.press.compose.situation import Situation

MOST_CLUSTERS = 3
"""Ways to set the photos of a story over one width that are tried."""


@dataclass(frozen=True)
class Bench:
    """Where the alternatives of one story are made."""

    job: Assignment
    at: Situation
    _flows: dict[tuple[float, bool], Flow] = field(default_factory=dict)
    _clusters: dict[tuple[tuple[PressPhoto, ...], float], tuple[Cluster, ...]] = field(default_factory=dict)
    _heads: dict[tuple[int, float, bool], tuple[Head, ...]] = field(default_factory=dict)

    @property
    def inset(self) -> float:
        """White inside its box, in points."""
        return self.at.grid.body_size if self.job.boxed else 0.0

    def flow(self, measure: float, *, byline: bool) -> Flow:
        """The story's text at a measure."""
        key = measure, byline and bool(self.job.story.byline)
        if key not in self._flows:
            self._flows[key] = story_flow(self.job.story, measure, self.at.setter, byline=key[1])
        return self._flows[key]

    def clusters(self, photos: tuple[PressPhoto, ...], width: float) -> tuple[Cluster, ...]:
        """Photos of the story over a width."""
        if (photos, width) not in self._clusters:
            self._clusters[photos, width] = clusters(photos, width, self.at.grid, self.at.setter)[:MOST_CLUSTERS]
        return self._clusters[photos, width]

    def heads(self, columns: int, width: float, *, byline: bool) -> tuple[Head, ...]:
        """The story's headline bands over so many columns, best first; empty when it has no title."""
        story, at = self.job.story, self.at
        if not any(story.title):
            return ()
        key = columns, width, byline or not story.byline
        if key not in self._heads:
            found = heads(story, self.job.rank, columns, at.ladder, at.setter, measure_width=width, byline=byline)
            self._heads[key] = tuple(head for head in found if not head.vertical)
        return self._heads[key]
