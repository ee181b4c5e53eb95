"""Plots of agreement: figures by plotly as pieces of a page that needs no network.

plotly comes with `hashiya[report]` and is loaded when a report is wanted. Everything a plot shows
stands in a table beside it. Must never know how a page is put together.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import Any, Final

from hashiya.cli.markup import Html
from hashiya.errors import UsageError
from hashiya.text import visible

__all__ = ["Plots"]

_MISSING: Final = (
    "a report as HTML needs plotly, which is not here: install it with"
    " pip install 'hashiya[report]'"
)
INK: Final = "#1f4e79"
PAPER: Final = "rgba(0,0,0,0)"
LETTER: Final = 8
"""Pixels that a letter of a name takes, about."""
LONGEST: Final = 40
"""Letters of a name that are given room; of a longer one the rest is cut off."""
CELL: Final = 44
"""Pixels of a map's cell with its figure in it."""
LITTLE_CELL: Final = 18
"""The same where a figure has no room, and is told in the table and where the mouse rests."""
MOST_SAID: Final = 16
"""People up to whom a map has its figures in it."""
SCALE: Final = ((0.0, "#f4f1ea"), (1.0, INK))
"""From little agreement to much; the figure stands in each cell as well."""


class Plots:
    """Plots in one language's direction.

    Args:
        is_mirrored: Whether the page runs from right to left.

    Raises:
        UsageError: plotly is not there.
    """

    def __init__(self, *, is_mirrored: bool) -> None:
        self._graphs, self._offline = _plotly()
        self._is_mirrored = is_mirrored

    def script(self) -> Html:
        """What draws the plots, once a page."""
        return Html(f"<script>{self._offline.get_plotlyjs()}</script>")

    def heat_map(self, names: Sequence[str], values: Sequence[Sequence[float | None]]) -> Html:
        """A square of figures from 0 to 1, one row and one column a name."""
        cell = CELL if len(names) <= MOST_SAID else LITTLE_CELL
        said = [["—" if each is None else f"{each:.3f}" for each in row] for row in values]
        ticks = self._ticks(names)
        map_ = self._graphs.Heatmap(
            z=values,
            x=ticks,
            y=ticks,
            text=said,
            texttemplate="%{text}" if cell == CELL else None,
            hovertemplate="%{y} · %{x}: %{text}<extra></extra>",
            zmin=0,
            zmax=1,
            colorscale=SCALE,
            showscale=False,
            xgap=2,
            ygap=2,
        )
        over = _beside(names)
        figure = self._figure(map_, height=over + 40 + cell * len(names), names=names)
        figure.update_layout(margin_t=over)
        figure.update_yaxes(autorange="reversed", type="category")
        figure.update_xaxes(type="category", side="top")
        return self._piece(figure, width=over + cell * len(names))

    def bars(
        self, names: Sequence[str], values: Sequence[float], *, most: float | None = None
    ) -> Html:
        """One lying bar a name, the first on top."""
        bar = self._graphs.Bar(
            x=values,
            y=self._ticks(names),
            orientation="h",
            marker={"color": INK},
            text=[f"{value:.3f}" if most else f"{value:,}" for value in values],
            textposition="auto",
            hovertemplate="%{y}: %{text}<extra></extra>",
        )
        figure = self._figure(bar, height=80 + 32 * len(names), names=names)
        figure.update_yaxes(autorange="reversed", type="category")
        figure.update_xaxes(range=[0, most] if most else None, rangemode="tozero")
        return self._piece(figure)

    def line(self, days: Sequence[str], values: Sequence[float], sizes: Sequence[str]) -> Html:
        """One point a day, from 0 to 1."""
        points = self._graphs.Scatter(
            x=days,
            y=values,
            text=self._ticks(sizes),
            mode="lines+markers",
            line={"color": INK},
            hovertemplate="%{x}: %{y:.3f} (%{text})<extra></extra>",
        )
        figure = self._figure(points, height=280, names=["0.00"])
        figure.update_yaxes(range=[0, 1.02])
        figure.update_xaxes(type="category")
        return self._piece(figure)

    def _figure(self, trace: Any, *, height: int, names: Sequence[str]) -> Any:
        """A plot with room for names at the side where rows begin."""
        side = "right" if self._is_mirrored else "left"
        figure = self._graphs.Figure(trace)
        figure.update_layout(
            height=height,
            margin={"l": 16, "r": 16, "t": 16, "b": 16, side[0]: _beside(names)},
            paper_bgcolor=PAPER,
            plot_bgcolor=PAPER,
            font={"family": "system-ui, sans-serif", "size": 14},
            template="none",
        )
        figure.update_yaxes(side=side)
        figure.update_xaxes(automargin=True)
        return figure

    def _piece(self, figure: Any, width: int = 0) -> Html:
        """A plot as a piece of a page, at least so many pixels wide; it scrolls in less room."""
        if self._is_mirrored:
            reach = figure.layout.xaxis.range
            if reach:
                figure.update_xaxes(range=[reach[1], reach[0]])
            else:
                figure.update_xaxes(autorange="reversed")
        config = {"displayModeBar": False, "displaylogo": False, "responsive": True}
        drawn = figure.to_html(full_html=False, include_plotlyjs=False, config=config)
        least = f' style="min-width: {width}px"' if width else ""
        return Html(f'<div class="scroll"><div class="plot" dir="ltr"{least}>{drawn}</div></div>')

    @staticmethod
    def _ticks(names: Sequence[str]) -> list[str]:
        """Names as plotly takes text: a few tags mean something to it, and entities are decoded."""
        return [
            visible(name).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            for name in names
        ]


def _beside(names: Sequence[str]) -> int:
    """Pixels that names beside a plot take."""
    return 24 + min(LONGEST, max(map(len, names), default=0)) * LETTER


def _plotly() -> tuple[ModuleType, ModuleType]:
    try:
        from plotly import graph_objects, offline  # noqa: PLC0415 - the extra, when wanted
    except ImportError as error:
        raise UsageError(_MISSING) from error
    return graph_objects, offline
