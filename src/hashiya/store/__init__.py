"""Where a project is kept: one log of events that is the truth, and what is worked out of it.

This floor knows databases, and it alone: files, locks, transactions, tables. It must never know a
screen, a command line or a file format, nor decide whether a scheme allows an annotation, but for
what it alone can see: other people's spans and sentences as they stand when something is written.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.doors import late
from hashiya.store.rooms import ROOMS
from hashiya.store.values import (
    Counts,
    DocumentLine,
    DocumentState,
    FileState,
    Glance,
    Heard,
    LabelUse,
    LayerInfo,
    Place,
    ProjectInfo,
    Role,
    Trace,
    Undone,
    Work,
    document_state,
)

if TYPE_CHECKING:
    from hashiya.model import Scheme
    from hashiya.store.appeals import Response, ResponseKind
    from hashiya.store.assignment_values import (
        CLAIM_DAYS,
        MAX_WAITING,
        Assigned,
        Assignment,
        AssignmentState,
        Claim,
        DocumentSlots,
        Gold,
        Slots,
        Workload,
    )
    from hashiya.store.figures import Figures, Quarter, Worked
    from hashiya.store.history_values import (
        ActState,
        HistoryKey,
        HistoryPage,
        PastAct,
        Touch,
        Travelled,
    )
    from hashiya.store.hits import (
        BEGINNING,
        EVERYWHERE,
        Hit,
        HitFilter,
        HitPage,
        Indexed,
        SearchKey,
        SearchRequest,
    )
    from hashiya.store.journal import EventRow
    from hashiya.store.lists import EVERY_DOCUMENT, DocumentFilter, ListPage, ListRequest
    from hashiya.store.locking import OnWait
    from hashiya.store.merge_values import ActKey, MergedAct, MergedOn, PastMerge
    from hashiya.store.outcomes import (
        Finding,
        HeldSpan,
        Outcome,
        OutcomeKind,
        Revised,
        SchemeVersion,
        Severity,
    )
    from hashiya.store.pack_values import (
        EventPack,
        Merged,
        Packed,
        PackedSession,
        PackedText,
        Refused,
        Renamed,
        WorkPack,
    )
    from hashiya.store.passage_values import Passage, PassageState, PassageWanted
    from hashiya.store.people_values import Person
    from hashiya.store.protocol import Store
    from hashiya.store.reminders import (
        FIRST_REMINDER,
        HeldReminder,
        Reminded,
        ReminderKey,
        ReminderKind,
        ReminderPage,
    )
    from hashiya.store.reviews import (
        FIRST_RULING,
        LayerState,
        Precedent,
        ReviewFacts,
        ReviewList,
        ReviewState,
        RuledCard,
        RulingKey,
        UnderReview,
    )
    from hashiya.store.underway import GoldUnderWay

__all__ = [
    "BEGINNING",
    "CLAIM_DAYS",
    "EVERYWHERE",
    "EVERY_DOCUMENT",
    "FIRST_REMINDER",
    "FIRST_RULING",
    "MAX_WAITING",
    "ActKey",
    "ActState",
    "Assigned",
    "Assignment",
    "AssignmentState",
    "Claim",
    "Counts",
    "DocumentFilter",
    "DocumentLine",
    "DocumentSlots",
    "DocumentState",
    "EventPack",
    "EventRow",
    "Figures",
    "FileState",
    "Finding",
    "Glance",
    "Gold",
    "GoldUnderWay",
    "Heard",
    "HeldReminder",
    "HeldSpan",
    "HistoryKey",
    "HistoryPage",
    "Hit",
    "HitFilter",
    "HitPage",
    "Indexed",
    "LabelUse",
    "LayerInfo",
    "LayerState",
    "ListPage",
    "ListRequest",
    "Merged",
    "MergedAct",
    "MergedOn",
    "Outcome",
    "OutcomeKind",
    "Packed",
    "PackedSession",
    "PackedText",
    "Passage",
    "PassageState",
    "PassageWanted",
    "PastAct",
    "PastMerge",
    "Person",
    "Place",
    "Precedent",
    "ProjectInfo",
    "Quarter",
    "Refused",
    "Reminded",
    "ReminderKey",
    "ReminderKind",
    "ReminderPage",
    "Renamed",
    "Response",
    "ResponseKind",
    "ReviewFacts",
    "ReviewList",
    "ReviewState",
    "Revised",
    "Role",
    "RuledCard",
    "RulingKey",
    "SchemeVersion",
    "SearchKey",
    "SearchRequest",
    "Severity",
    "Slots",
    "Store",
    "Touch",
    "Trace",
    "Travelled",
    "UnderReview",
    "Undone",
    "Work",
    "WorkPack",
    "Worked",
    "Workload",
    "create_from_pack",
    "create_project",
    "document_state",
    "open_project",
]

__getattr__ = late(__name__, ROOMS)


def create_project(path: Path, *, name: str, scheme: Scheme) -> Store:
    """Make a new project file with a published scheme and open it.

    Raises:
        StoreError: The file exists already, its folder cannot be written, or it lies on a network
            file system.
    """
    from hashiya.store.sqlite import create  # noqa: PLC0415 - loads the engine when it is wanted

    return create(path, name=name, scheme=scheme)


def create_from_pack(path: Path, pack: WorkPack, *, app_version: str) -> Store:
    """Make a new project file of a pack, for one person to work in, and open it.

    Raises:
        StoreError: As for `create_project`.
    """
    from hashiya.store.unpacking import create_from  # noqa: PLC0415 - as above

    return create_from(path, pack, app_version=app_version)


def open_project(path: Path, *, on_wait: OnWait | None = None) -> Store:
    """Open a project file; one that may not be written is opened for reading.

    Args:
        path: The file.
        on_wait: Told, while a change waits for another process to finish writing, the seconds so
            far and that process, when it is known; in the store's own thread.

    Raises:
        StoreError: It is missing, no project, locked, newer than this program, or lies on a network
            file system.
        CorruptionError: It is truncated or damaged.
    """
    from hashiya.store.connecting import Opening  # noqa: PLC0415 - as above
    from hashiya.store.sqlite import open_existing  # noqa: PLC0415 - as above

    return open_existing(path, opening=Opening(on_wait=on_wait))
