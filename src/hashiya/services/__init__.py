"""One verb a file: what can be done with a project, whoever asks.

This floor puts formats, the store and measures together by their front doors. It must never know a
terminal, an argument, or how anything is painted. Rooms are entered only when they are asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.doors import late
from hashiya.services.rooms import ROOMS

if TYPE_CHECKING:
    from hashiya.services.annotating import AnnotationSession
    from hashiya.services.assigning import Given, Rule, give_by_rule, give_to
    from hashiya.services.attributing import attribute_trouble, draft_attributes
    from hashiya.services.backing_up import back_up
    from hashiya.services.breaking import Breach
    from hashiya.services.came_in import CameInKey, CameInPage, DoneAct, acts_of, merges_in
    from hashiya.services.checking import check_project
    from hashiya.services.coordinating import (
        DocumentProgress,
        PersonProgress,
        WorkTable,
        change_claim_days,
        close_places,
        free_places,
        reopen_documents,
        work_table,
    )
    from hashiya.services.counting import ProjectStatus, project_status
    from hashiya.services.cutting import draft_merge, draft_sentence_split
    from hashiya.services.drafting import (
        apply_to_page,
        draft_add,
        draft_mark,
        draft_note,
        draft_relabel,
        draft_remove,
    )
    from hashiya.services.exporting import DEFAULT_FOLDER, Exported, ExportOptions, export_layers
    from hashiya.services.feedback import Difference, FeedbackPage, FeedbackSession, Labelled
    from hashiya.services.figures import DayOfWork, WorkFigures, by_the_hour, exported_figures
    from hashiya.services.foreseeing import foreseen_documents
    from hashiya.services.hits import Hit, Hits, Place, Verdict
    from hashiya.services.importing import Imported, ImportOptions, NewLabels, import_paths
    from hashiya.services.judging import judge
    from hashiya.services.learning import lesson_text, open_lesson
    from hashiya.services.looking_back import act_place
    from hashiya.services.measured import MEASURES, Case, Confused, Measured, PairMeasured, Score
    from hashiya.services.measuring import MeasureOptions, Measuring, measure_agreement
    from hashiya.services.occurrences import (
        Cancelled,
        OccurrenceSearch,
        Progress,
        Tagged,
        Wanted,
        hits_on,
        wanted_at,
    )
    from hashiya.services.packing import make_pack, make_return, merge_packs, open_pack
    from hashiya.services.pages import Page, Step, Way
    from hashiya.services.pending import PendingSpan, pending_page, pending_spans
    from hashiya.services.people import (
        add_person,
        change_person,
        check_alias,
        chosen_alias,
        expect_known,
        known_here,
        login_alias,
        people_of,
    )
    from hashiya.services.precedents import Precedents, form_of
    from hashiya.services.projects import (
        default_scheme,
        find_project,
        load_scheme,
        make_project,
        new_project_path,
    )
    from hashiya.services.proposals import Side
    from hashiya.services.proposing import selection_cuts
    from hashiya.services.reminding import draft_flag, draft_remark, draft_span_flag
    from hashiya.services.rereading import PlannedFor, Rereading, plan_rereading, take_back_passages
    from hashiya.services.reshaping import draft_join, draft_reshape, draft_split
    from hashiya.services.returning import (
        Return,
        ReturnKey,
        ReturnKind,
        ReturnPage,
        ReturnWanted,
    )
    from hashiya.services.review_cards import CardState, ReviewCard
    from hashiya.services.review_choosing import chosen_review
    from hashiya.services.review_order import Waiting
    from hashiya.services.review_pages import ReviewPage, ReviewPlan, ReviewProgress, who_counts
    from hashiya.services.review_reports import (
        Gap,
        ReviewReport,
        guideline_gaps,
        review_names,
        review_report,
    )
    from hashiya.services.review_standing import Standing
    from hashiya.services.reviewing import ReviewSession, Turned
    from hashiya.services.ruling import Decision, GoldSpan, side_of
    from hashiya.services.scheme_hints import Keyboard, KeyUse, find_scheme_hints
    from hashiya.services.scheme_reading import (
        Problem,
        SchemeFile,
        read_scheme_file,
        read_scheme_text,
    )
    from hashiya.services.scheme_writing import scheme_toml
    from hashiya.services.scheming import (
        SchemePlan,
        apply_plan,
        plan_scheme,
        project_schemes,
        scheme_of_version,
    )
    from hashiya.services.searching import make_word_index, search_project
    from hashiya.services.self_agreement import measure_selves
    from hashiya.services.self_measured import SelfMeasured
    from hashiya.services.surroundings import Surroundings
    from hashiya.services.taking_all import TakenAll
    from hashiya.services.trying import (
        Outcome,
        Trial,
        Tried,
        compare_trial,
        expected_spans,
        prepare_trial,
    )
    from hashiya.services.working import Onward

__all__ = [
    "DEFAULT_FOLDER",
    "MEASURES",
    "AnnotationSession",
    "Breach",
    "CameInKey",
    "CameInPage",
    "Cancelled",
    "CardState",
    "Case",
    "Confused",
    "DayOfWork",
    "Decision",
    "Difference",
    "DocumentProgress",
    "DoneAct",
    "ExportOptions",
    "Exported",
    "FeedbackPage",
    "FeedbackSession",
    "Gap",
    "Given",
    "GoldSpan",
    "Hit",
    "Hits",
    "ImportOptions",
    "Imported",
    "KeyUse",
    "Keyboard",
    "Labelled",
    "MeasureOptions",
    "Measured",
    "Measuring",
    "NewLabels",
    "OccurrenceSearch",
    "Onward",
    "Outcome",
    "Page",
    "PairMeasured",
    "PendingSpan",
    "PersonProgress",
    "Place",
    "PlannedFor",
    "Precedents",
    "Problem",
    "Progress",
    "ProjectStatus",
    "Rereading",
    "Return",
    "ReturnKey",
    "ReturnKind",
    "ReturnPage",
    "ReturnWanted",
    "ReviewCard",
    "ReviewPage",
    "ReviewPlan",
    "ReviewProgress",
    "ReviewReport",
    "ReviewSession",
    "Rule",
    "SchemeFile",
    "SchemePlan",
    "Score",
    "SelfMeasured",
    "Side",
    "Standing",
    "Step",
    "Surroundings",
    "Tagged",
    "TakenAll",
    "Trial",
    "Tried",
    "Turned",
    "Verdict",
    "Waiting",
    "Wanted",
    "Way",
    "WorkFigures",
    "WorkTable",
    "act_place",
    "acts_of",
    "add_person",
    "apply_plan",
    "apply_to_page",
    "attribute_trouble",
    "back_up",
    "by_the_hour",
    "change_claim_days",
    "change_person",
    "check_alias",
    "check_project",
    "chosen_alias",
    "chosen_review",
    "close_places",
    "compare_trial",
    "default_scheme",
    "draft_add",
    "draft_attributes",
    "draft_flag",
    "draft_join",
    "draft_mark",
    "draft_merge",
    "draft_note",
    "draft_relabel",
    "draft_remark",
    "draft_remove",
    "draft_reshape",
    "draft_sentence_split",
    "draft_span_flag",
    "draft_split",
    "expect_known",
    "expected_spans",
    "export_layers",
    "exported_figures",
    "find_project",
    "find_scheme_hints",
    "foreseen_documents",
    "form_of",
    "free_places",
    "give_by_rule",
    "give_to",
    "guideline_gaps",
    "hits_on",
    "import_paths",
    "judge",
    "known_here",
    "lesson_text",
    "load_scheme",
    "login_alias",
    "make_pack",
    "make_project",
    "make_return",
    "make_word_index",
    "measure_agreement",
    "measure_selves",
    "merge_packs",
    "merges_in",
    "new_project_path",
    "open_lesson",
    "open_pack",
    "pending_page",
    "pending_spans",
    "people_of",
    "plan_rereading",
    "plan_scheme",
    "prepare_trial",
    "project_schemes",
    "project_status",
    "read_scheme_file",
    "read_scheme_text",
    "reopen_documents",
    "review_names",
    "review_report",
    "scheme_of_version",
    "scheme_toml",
    "search_project",
    "selection_cuts",
    "side_of",
    "take_back_passages",
    "wanted_at",
    "who_counts",
    "work_table",
]

__getattr__ = late(__name__, ROOMS)
