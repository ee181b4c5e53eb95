"""Searching a project: every hit is in the text, the index only makes it quick."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store.making import (
    MINISTER,
    MINISTRY,
    SCHEME,
    SENTENCES,
    Project,
    adding,
    annotated,
    annotation,
    marking,
    plain,
)
from tests.store.raw import before_reminders
from tests.strategies import arabic_words, texts

from hashiya.errors import CorruptionError
from hashiya.model import DocumentRecord, MarkRecord, ReminderRecord, SpanRecord
from hashiya.store import (
    EVERYWHERE,
    Hit,
    HitFilter,
    SearchKey,
    SearchRequest,
    create_project,
    indexing,
    open_project,
    search_sql,
    searching,
)
from hashiya.text import Query, querying, sentence_spans

MANY = "قال الوزير إن بنك المغرب سيعلن. وأضاف أن لبنك المغرب رأيا، والبنك حر."


def fill(project: Project, *articles: str) -> None:
    """Bring texts in, as documents d1, d2 and so on."""
    records = [
        DocumentRecord(f"d{number}", f"name {number}", text, sentences=tuple(sentence_spans(text)))
        for number, text in enumerate(articles, 1)
    ]
    project.store.put(project.sit(), records)


def worked(number: int, work: str, done: int, reminder: str) -> DocumentRecord:
    """A document with a layer or none, sentences that are done, and a flag or a note."""
    record = plain(f"d{number}")
    if work == "none":
        return record
    spans = {
        "agency": (SpanRecord(*MINISTRY, "agency"),),
        "both": (SpanRecord(*MINISTRY, "agency"), SpanRecord(*MINISTER, "official")),
    }.get(work, ())
    reminders = {
        "flag": (ReminderRecord(0, 0, True, ""),),
        "note": (ReminderRecord(*SENTENCES[0], False, "later"),),
    }.get(reminder, ())
    marks = tuple(MarkRecord(*each, "done") for each in SENTENCES[:done])
    return record._replace(spans=spans, marks=marks, reminders=reminders, has_layer=True)


def index(project: Project) -> None:
    """Bring every document into the index."""
    while not project.store.index_more().is_complete:
        pass


def pages(
    project: Project, query: str | Query, wanted: HitFilter = EVERYWHERE, limit: int = 40
) -> Iterator[Sequence[Hit]]:
    """Every page of a search, by the keys that each gives."""
    request = SearchRequest(Query(query) if isinstance(query, str) else query, wanted, limit=limit)
    while True:
        found = project.store.search("salma", request)
        yield found.hits
        if found.next is None:
            return
        assert found.next >= request.after
        request = request._replace(after=found.next)


def found(project: Project, query: str | Query, wanted: HitFilter = EVERYWHERE) -> list[Hit]:
    """All hits of a query."""
    return [hit for page in pages(project, query, wanted) for hit in page]


@pytest.mark.parametrize("is_indexed", [True, False])
def test_a_hit_says_where_it_stands_and_in_what(project: Project, *, is_indexed: bool) -> None:
    """Document, sentence, offsets and the text around it, as far as the sentence goes."""
    fill(project, "لا شيء هنا", MANY)
    if is_indexed:
        index(project)
    first, second = found(project, "بَنْك المغرب")
    assert first[:4] == (2, "d2", "name 2", "new")
    assert (first.sentence, first.before, first.quote) == (1, "قال الوزير إن ", "بنك المغرب")
    assert (second.sentence, second.before, second.after) == (2, "وأضاف أن ل", " رأيا، والبنك حر.")
    assert all(MANY[hit.start : hit.end] == hit.quote for hit in (first, second))


def test_the_index_grows_by_whole_documents_and_then_stops(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each slice is a few documents; hits are the same before, between and after."""
    fill(project, *[MANY] * 9)
    monkeypatch.setattr(indexing, "SLICE_DOCUMENTS", 4)
    expected = found(project, "المغرب")
    assert len(expected) == 18
    for documents in (4, 8, 9, 9):
        assert project.store.index_more() == (documents, 9)
        assert found(project, "المغرب") == expected
    fill_more = DocumentRecord("more", "more", MANY)
    project.store.put(project.sit(), [fill_more])
    assert len(found(project, "المغرب")) == 20
    assert project.store.index_more() == (10, 10)
    assert len(found(project, "المغرب")) == 20
    assert [*project.store.check()] == []


@pytest.mark.parametrize("limit", [1, 2, 5])
def test_pages_follow_one_another_without_gap_or_double(project: Project, limit: int) -> None:
    """Whatever a page holds, the next begins behind it, also in the middle of a document."""
    fill(project, MANY, "فراغ", MANY)
    index(project)
    each = list(pages(project, "المغرب", limit=limit))
    hits = [hit for page in each for hit in page]
    assert [(hit.position, hit.quote) for hit in hits] == [
        (1, "المغرب"),
        (1, "المغرب"),
        (3, "المغرب"),
        (3, "المغرب"),
    ]
    assert len({hit.key for hit in hits}) == 4
    assert max(map(len, each)) <= limit


@pytest.mark.parametrize("is_indexed", [True, False])
def test_a_look_is_bounded_and_says_where_to_go_on(
    project: Project, monkeypatch: pytest.MonkeyPatch, *, is_indexed: bool
) -> None:
    """What matches little is looked for a little at a time, and nothing is missed."""
    fill(project, *[MANY] * 20, MANY + " زنجبيل")
    if is_indexed:
        index(project)
    monkeypatch.setattr(searching, "LOOK_CHARACTERS", 200)
    each = list(pages(project, "المغرب", HitFilter(is_untagged=True), limit=1000))
    assert len(each) > 5
    assert sum(map(len, each)) == 42
    monkeypatch.setattr(searching, "LOOK_CHARACTERS", 100_000)
    monkeypatch.setattr(searching, "LOOK_ROWS", 3)
    each = list(pages(project, "المغرب", HitFilter(is_untagged=True), limit=1000))
    assert len(each) > 5
    assert sum(map(len, each)) == 42
    assert len(found(project, "زنجبيل")) == 1


def test_hits_are_chosen_by_label_and_by_state(project: Project) -> None:
    """A person's own spans and marks decide, not somebody else's."""
    fill(project, *[annotated().text] * 3)
    mine, other = project.sit(), project.sit("ahmed")
    project.store.record(mine, "d1", adding(annotation("a", MINISTRY)))
    project.store.record(other, "d2", adding(annotation("b", MINISTRY)))
    sentences = sentence_spans(annotated().text)
    for sentence in sentences:
        project.store.record(mine, "d3", marking(sentence, None, "done"))
    index(project)

    def where(wanted: HitFilter) -> list[int]:
        return [hit.position for hit in found(project, "الخارجية", wanted)]

    assert where(EVERYWHERE) == [1, 2, 3]
    assert where(HitFilter(label="agency")) == [1]
    assert where(HitFilter(label="date")) == []
    assert where(HitFilter(is_untagged=True)) == [2, 3]
    assert where(HitFilter(state="new")) == [2]
    assert where(HitFilter(state="begun")) == [1]
    assert where(HitFilter(state="done")) == [3]
    assert [hit.labels for hit in found(project, "الخارجية")] == [("agency",), (), ()]
    assert [hit.labels for hit in found(project, "اليوم")] == [(), (), ()]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["none", "empty", "agency", "both"]),
            st.integers(0, 2),
            st.sampled_from(["", "flag", "note"]),
        ),
        max_size=12,
    ),
    st.lists(
        st.builds(
            HitFilter,
            st.sampled_from([None, "agency", "official"]),
            st.booleans(),
            st.sampled_from([None, "new", "begun", "done"]),
            st.booleans(),
        ),
        min_size=1,
        max_size=6,
    ),
    st.data(),
)
def test_filters_hold_together(
    tmp_path_factory: pytest.TempPathFactory,
    works: list[tuple[str, int, str]],
    wanteds: list[HitFilter],
    data: st.DataObject,
) -> None:
    """Label, state and flag at once give what a plain filter gives, however far a look leaps."""
    path = tmp_path_factory.mktemp("filters") / "x.hashiya"
    project = Project(path, create_project(path, name="x", scheme=SCHEME), open_project)
    project.store.put(project.sit(), [worked(at, *work) for at, work in enumerate(works, 1)])
    if data.draw(st.booleans()):
        index(project)
    every = found(project, "الوزير") + found(project, "الخارجية")
    flagged = {line.position for line in project.store.page("salma", limit=100) if line.flags}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(searching, "LEAP_DOCUMENTS", data.draw(st.integers(0, 3)))
        patch.setattr(searching, "LEAP_MOST", data.draw(st.integers(1, 8)))
        patch.setattr(searching, "LOOK_ROWS", data.draw(st.integers(1, 60)))
        for wanted in wanteds:
            hits = found(project, "الوزير", wanted) + found(project, "الخارجية", wanted)
            assert hits == [
                hit
                for hit in every
                if wanted.label in {None, *hit.labels}
                and not (wanted.is_untagged and hit.labels)
                and wanted.state in {None, hit.state}
                and (hit.position in flagged or not wanted.is_flagged)
            ]
    project.close()


def test_what_nobody_worked_on_is_leapt_over(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One done article behind many others is found in one look, though no look asks for many."""
    fill(project, *[MANY] * 60, annotated().text + MANY)
    session = project.sit()
    text = annotated().text + MANY
    for sentence in sentence_spans(text):
        project.store.record(session, "d61", marking(sentence, None, "done"))
    index(project)
    monkeypatch.setattr(searching, "LEAP_DOCUMENTS", 10)
    monkeypatch.setattr(searching, "LOOK_ROWS", 50)
    page = project.store.search("salma", SearchRequest(Query("المغرب"), HitFilter(state="done")))
    assert [hit.position for hit in page.hits] == [61, 61]
    assert page.next is None


@pytest.mark.parametrize(
    "statement",
    [
        search_sql.STRETCHES_WITH,
        search_sql.STRETCHES_FROM,
        search_sql.STRETCH_AT,
        search_sql.WORKED_FROM,
        search_sql.FLAGGED_FROM,
        search_sql.DOCUMENTS_FROM,
    ],
)
def test_a_search_goes_on_from_where_it_begins(project: Project, statement: str) -> None:
    """Nothing is sorted, and no table is scanned but the index of words by what is asked of it."""
    with closing(sqlite3.connect(project.path)) as connection:
        cells = [1] * statement.count("?")
        rows = connection.execute(f"EXPLAIN QUERY PLAN {statement}", cells).fetchall()
    plan = [row[3] for row in rows]
    scans = [step for step in plan if step.startswith("SCAN")]
    assert all(step.startswith("SCAN search VIRTUAL TABLE INDEX") for step in scans)
    assert not [step for step in plan if "TEMP B-TREE" in step]
    if "flags > 0" in statement:
        assert any("progress_to_come_back" in step for step in plan)


@pytest.mark.parametrize(
    "hostile",
    ['"', '"" OR *', "a NOT b", "keys:", "NEAR(", "^", "\u064b", "", "-", "%_", "🏽", "x" * 10_000],
)
def test_a_hostile_query_is_only_looked_for(project: Project, hostile: str) -> None:
    """Nothing of it is syntax, whatever it holds; it finds what is written like it or nothing."""
    fill(project, MANY, f"{hostile} نص {hostile}")
    index(project)
    hits = found(project, Query(hostile, is_typing=True))
    assert {hit.position for hit in hits} <= {2}
    assert len(hits) in {0, 2}


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.one_of(texts(), st.lists(arabic_words(), max_size=20).map(" ".join)), max_size=5),
    st.data(),
)
def test_an_index_finds_what_reading_finds(
    tmp_path_factory: pytest.TempPathFactory, articles: list[str], data: st.DataObject
) -> None:
    """With the index and without, every query has the same hits, and each is in its text."""
    path = tmp_path_factory.mktemp("search") / "x.hashiya"
    project = Project(path, create_project(path, name="x", scheme=SCHEME), open_project)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(querying, "STRETCH_CHARACTERS", 12)
        patch.setattr(querying, "LEAST_STRETCH", 4)
        fill(project, *articles)
        text = data.draw(st.sampled_from([*articles, "و"]))
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 20)))
        options = {name: data.draw(st.booleans()) for name in ("is_typing", "hamza", "ta_marbuta")}
        query = Query(text[start:end], **options)
        read = found(project, query)
        index(project)
        assert found(project, query) == read
        assert all(articles[hit.position - 1][hit.start : hit.end] == hit.quote for hit in read)
        assert list(project.store.check()) == []
    project.close()


def test_a_long_document_is_many_stretches(project: Project) -> None:
    """A hit across the edge of two is found once, and keys lead into the middle of a text."""
    text = " ".join(f"كلمة{number}" for number in range(3_000))
    fill(project, text)
    index(project)
    with closing(sqlite3.connect(project.path)) as connection:
        bounds = connection.execute('SELECT start, "end" FROM stretch ORDER BY id').fetchall()
    assert len(bounds) > 5
    for _, edge in bounds[:-1]:
        around = text[:edge].split()[-2:] + text[edge:].split()[:2]
        assert [hit.quote for hit in found(project, " ".join(around))] == [" ".join(around)]
    after = SearchKey(1, bounds[3][0] + 5)
    page = project.store.search("salma", SearchRequest(Query("كلمة", is_typing=True), after=after))
    assert page.hits[0].start >= after.start
    assert page.hits[0].start < after.start + 12


def test_a_damaged_index_hides_or_says_so_and_never_makes_up_a_hit(project: Project) -> None:
    """Words at the wrong stretch give no hit; a stretch cut in a word is refused; check tells."""
    fill(project, MANY, "سلام على المدينة")
    index(project)
    assert [*project.store.check()] == []
    with closing(sqlite3.connect(project.path)) as connection, connection:
        connection.execute("INSERT INTO search (rowid, keys) VALUES (2, 'المغرب')")
    assert {hit.position for hit in found(project, "المغرب")} == {1}
    finding = next(project.store.check())
    assert (finding.severity, finding.where) == ("warning", "the search index")
    assert "hits may be missing" in finding.what
    assert "--rebuild" in finding.remedy
    with closing(sqlite3.connect(project.path)) as connection, connection:
        connection.execute("UPDATE stretch SET start = 1 WHERE id = 2")
    with pytest.raises(CorruptionError, match="--rebuild"):
        found(project, "المدينة")
    project.store.drop_index()
    assert [hit.position for hit in found(project, "المدينة")] == [2]
    index(project)
    assert [*project.store.check()] == []
    assert len(found(project, "المغرب")) == 2


def test_an_index_that_cannot_be_read_says_how_to_make_it_again(project: Project) -> None:
    """Rubbish in it is an error with its remedy, for searching and for the check."""
    fill(project, *[MANY] * 5)
    index(project)
    with closing(sqlite3.connect(project.path)) as connection, connection:
        connection.execute("UPDATE search_data SET block = x'ffffffff' WHERE id > 10")
    project.reopen()
    with pytest.raises(CorruptionError, match="--rebuild"):
        found(project, "المغرب")
    assert [each for each in project.store.check() if each.where == "the search index"]
    project.store.drop_index()
    index(project)
    assert len(found(project, "المغرب")) == 10
    assert [*project.store.check()] == []


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM stretch WHERE id = 2",
        "UPDATE stretch SET position = 9 WHERE id = 2",
        'UPDATE stretch SET "end" = 3 WHERE id = 1',
        "INSERT INTO search (search) VALUES ('delete-all')",
    ],
)
def test_a_check_compares_the_index_with_the_texts(project: Project, change: str) -> None:
    """Parts that are missing, moved or empty are found."""
    fill(project, MANY, MANY, MANY)
    index(project)
    with closing(sqlite3.connect(project.path)) as connection, connection:
        connection.execute(change)
    assert [each.where for each in project.store.check()] == ["the search index"]


def test_a_read_only_store_leaves_the_index_alone(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked to go on with the index, it says how far it is and writes nothing."""
    fill(project, MANY)
    handle = project.store._handle  # type: ignore[attr-defined]
    monkeypatch.setattr(project.store, "_handle", handle._replace(is_read_only=True))
    assert project.store.index_more() == (0, 1)
    assert len(found(project, "المغرب")) == 2


def test_an_older_project_gets_the_tables_and_is_searched(tmp_path: Path) -> None:
    """The step makes empty tables only, however many documents there are; searching fills them."""
    path = tmp_path / "old.hashiya"
    project = Project(path, create_project(path, name="x", scheme=SCHEME), open_project)
    fill(project, MANY)
    project.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        before_reminders(connection)
        for table in ("search_word", "search", "stretch", "act", "history", "figure"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("DELETE FROM migration WHERE name >= '0008-search'")
        connection.execute("PRAGMA user_version = 7")
    project = Project(path, open_project(path), open_project)
    assert len(found(project, "المغرب")) == 2
    assert project.store.index_more() == (1, 1)
    assert len(found(project, "المغرب")) == 2
    project.close()


def test_an_index_of_words_with_their_digits_is_made_again(project: Project) -> None:
    """In a project from before a digit ended an Arabic word, its index would hide such hits."""
    fill(project, "أعلن ذلك في عام2021.")
    index(project)
    project.store.close()
    with closing(sqlite3.connect(project.path, isolation_level=None)) as connection:
        stretch, *_ = connection.execute("SELECT id FROM stretch").fetchone()
        connection.execute(search_sql.EMPTY_INDEX)
        connection.execute(search_sql.INSERT_KEYS, (stretch, "اعلن ذلك في عام2021"))
        connection.execute("DELETE FROM migration WHERE name >= '0020'")
        connection.execute("PRAGMA user_version = 19")
    project.store = project.opens(project.path)
    assert project.store.index_more() == (1, 1)
    assert [*project.store.check()] == []
    assert [hit.document_id for hit in found(project, "عام")] == ["d1"]
