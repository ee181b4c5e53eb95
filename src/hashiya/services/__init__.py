"""One verb a file: what can be done with a project, whoever asks.

This floor knows formats and the store by their front doors and puts them together. It must never
know a terminal, an argument, or how anything is painted. A room is entered when it is asked for:
whoever annotates does not wait for formats to be loaded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hashiya.doors import late

if TYPE_CHECKING:
    from hashiya.services.annotating import AnnotationSession, Page, Step
    from hashiya.services.checking import check_project
    from hashiya.services.counting import ProjectStatus, knows_annotator, project_status
    from hashiya.services.cutting import draft_merge, draft_split
    from hashiya.services.drafting import (
        apply_to_page,
        draft_add,
        draft_mark,
        draft_note,
        draft_relabel,
        draft_remove,
        selection_cuts,
    )
    from hashiya.services.exporting import DEFAULT_FOLDER, Exported, ExportOptions, export_layers
    from hashiya.services.hits import Hit, Hits, Place, Verdict
    from hashiya.services.importing import Imported, ImportOptions, NewLabels, import_paths
    from hashiya.services.occurrences import (
        Cancelled,
        OccurrenceSearch,
        Progress,
        Tagged,
        Wanted,
        hits_on,
        wanted_at,
    )
    from hashiya.services.people import check_alias, chosen_alias, login_alias
    from hashiya.services.projects import (
        PROJECT_SUFFIX,
        default_scheme,
        find_project,
        load_scheme,
        make_project,
        new_project_path,
    )
    from hashiya.services.surroundings import Surroundings

__all__ = [
    "DEFAULT_FOLDER",
    "PROJECT_SUFFIX",
    "AnnotationSession",
    "Cancelled",
    "ExportOptions",
    "Exported",
    "Hit",
    "Hits",
    "ImportOptions",
    "Imported",
    "NewLabels",
    "OccurrenceSearch",
    "Page",
    "Place",
    "Progress",
    "ProjectStatus",
    "Step",
    "Surroundings",
    "Tagged",
    "Verdict",
    "Wanted",
    "apply_to_page",
    "check_alias",
    "check_project",
    "chosen_alias",
    "default_scheme",
    "draft_add",
    "draft_mark",
    "draft_merge",
    "draft_note",
    "draft_relabel",
    "draft_remove",
    "draft_split",
    "export_layers",
    "find_project",
    "hits_on",
    "import_paths",
    "knows_annotator",
    "load_scheme",
    "login_alias",
    "make_project",
    "new_project_path",
    "project_status",
    "selection_cuts",
    "wanted_at",
]

_ROOMS: Final = {
    "DEFAULT_FOLDER": "exporting",
    "PROJECT_SUFFIX": "projects",
    "AnnotationSession": "annotating",
    "Cancelled": "occurrences",
    "ExportOptions": "exporting",
    "Exported": "exporting",
    "Hit": "hits",
    "Hits": "hits",
    "ImportOptions": "importing",
    "Imported": "importing",
    "NewLabels": "importing",
    "OccurrenceSearch": "occurrences",
    "Page": "annotating",
    "Place": "hits",
    "Progress": "occurrences",
    "ProjectStatus": "counting",
    "Step": "annotating",
    "Surroundings": "surroundings",
    "Tagged": "occurrences",
    "Verdict": "hits",
    "Wanted": "occurrences",
    "apply_to_page": "drafting",
    "check_alias": "people",
    "check_project": "checking",
    "chosen_alias": "people",
    "default_scheme": "projects",
    "draft_add": "drafting",
    "draft_mark": "drafting",
    "draft_merge": "cutting",
    "draft_note": "drafting",
    "draft_relabel": "drafting",
    "draft_remove": "drafting",
    "draft_split": "cutting",
    "export_layers": "exporting",
    "find_project": "projects",
    "hits_on": "occurrences",
    "import_paths": "importing",
    "knows_annotator": "counting",
    "load_scheme": "projects",
    "login_alias": "people",
    "make_project": "projects",
    "new_project_path": "projects",
    "project_status": "counting",
    "selection_cuts": "drafting",
    "wanted_at": "occurrences",
}
"""Name → the room it is in."""

__getattr__ = late(__name__, _ROOMS)
