"""`hashiya assign`: by hand, by rule, from a queue; refusals in words; the table."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from hashiya.model import Act, MarkSentence
from hashiya.services import AnnotationSession
from tests.cli.conftest import MEETING, Command


@pytest.fixture
def team(folder: Path, hashiya: Command) -> Command:
    """A project with five articles, three annotators and a coordinator, who is `tester`."""
    for number in range(1, 6):
        (folder / f"a{number}.txt").write_text(f"{MEETING} {number}.", encoding="utf-8")
    hashiya("init", "news")
    hashiya("people", "add", "tester", "--role", "coordinator")
    hashiya("import", *[f"a{number}.txt" for number in range(1, 6)])
    for alias in ("salma", "omar", "nour"):
        hashiya("people", "add", alias)
    return hashiya


def owners(hashiya: Command) -> list[str]:
    """Whose all places are."""
    return [alias for aliases in places(hashiya).values() for alias in aliases]


def places(hashiya: Command) -> dict[str, list[str]]:
    """Document to whose its places are."""
    table = json.loads(hashiya("assign", "--show", "--json").out)
    return {
        each["id"]: [place["annotator"] or "" for place in each["places"]]
        for each in table["documents"]
    }


def finish(project: Path, alias: str, document_id: str) -> None:
    """Mark every sentence."""
    session = AnnotationSession.open(project, alias)
    for span in session.open_document(document_id).document.sentences:
        done = MarkSentence(span=span, before=None, after="done")
        session.commit(document_id, Act(edits=(done,)))
    session.close()


def test_without_assignments_the_table_says_so(team: Command) -> None:
    """And how to begin."""
    assert "assign -h" in team("assign", "--show").out


def test_work_is_given_by_hand(team: Command) -> None:
    """By id, by number, by range; each once."""
    assert team("assign", "a1", "2-3", "3", "--to", "salma", "--to", "omar").code == 0
    assert places(team) == {name: ["salma", "omar"] for name in ("a1", "a2", "a3")}


def test_work_is_given_by_rule(team: Command) -> None:
    """Two people an article, evenly; again gives nothing more."""
    done = team("assign", "--each", "2", "--among", "salma, omar,nour", "--seed", "3")
    assert "10 places were given" in done.err
    shares = sorted(owners(team).count(each) for each in ("salma", "omar", "nour"))
    assert shares == [3, 3, 4]
    assert "0 places were given" in team("assign", "--each", "2", "--among", "salma,omar,nour").err


def test_only_a_share_overlaps(team: Command) -> None:
    """Two in five articles have two people."""
    team("assign", "--each", "2", "--among", "salma,omar,nour", "--overlap", "40")
    assert sorted(map(len, places(team).values())) == [1, 1, 1, 2, 2]


def test_a_queue_waits(team: Command) -> None:
    """Places of nobody."""
    assert "10 were opened in the queue" in team("assign", "--each", "2").err
    assert set(owners(team)) == {""}
    assert "10 places that nobody had" in team("assign", "--close").err
    assert places(team) == {}


def test_a_trial_run_gives_nothing(team: Command) -> None:
    """It says what would be."""
    assert (
        "5 places would be given"
        in team("assign", "--each", "1", "--among", "salma", "--dry-run").err
    )
    assert places(team) == {}


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["a1", "--to", "stranger"], "stranger"),
        (["a9", "--to", "salma"], "a9"),
        (["4-6", "--to", "salma"], "from 1 to 5"),
        (["--to", "salma"], "name the documents"),
        (["a1", "--to", "nour"], "inactive"),
        (["--each", "3", "--among", "salma,omar"], "you named 2"),
        (["--each", "3"], "annotators are 2"),
        ([], "say what to do"),
        (["--show", "--close"], "exclude each other"),
        (["a1", "--to", "salma", "--among", "omar"], "go with --each"),
        (["--close", "--dry-run"], "--dry-run"),
        (["--reopen", "salma", "--note", "x"], "name the documents"),
        (["a1", "--reopen", "salma"], "--note"),
    ],
)
def test_what_makes_no_sense_is_refused(team: Command, arguments: list[str], word: str) -> None:
    """In words, and nothing is given."""
    team("people", "set", "nour", "--inactive")
    done = team("assign", *arguments)
    assert (done.code, word in done.err) == (2, True)
    assert places(team) == {}


def test_annotators_do_not_give_out_work(team: Command) -> None:
    """The message names who does; the first one in a project needs no leave."""
    refused = team("assign", "--each", "1", "--as", "salma")
    assert (refused.code, "tester may" in refused.err) == (2, True)
    assert team("assign", "--show", "--as", "salma").code == 0


def test_work_goes_there_and_back(team: Command, folder: Path) -> None:
    """Done, opened again with a note, and the table tells of it."""
    project = folder / "news.hashiya"
    team("assign", "a1", "a2", "--to", "salma")
    finish(project, "salma", "a1")
    lines = team("assign", "--show").out.splitlines()
    assert "salma  1 to do, 1 done" in lines
    assert any(line.split()[:3] == ["1", "a1", "done"] for line in lines)
    assert team("assign", "a1", "--reopen", "salma", "--note", "look at dates").code == 0
    shown = team("assign", "--show").out
    assert "salma: opened again (look at dates)" in shown
    assert "salma  2 to do, 0 done, 1 opened again" in shown
    assert team("assign", "a2", "--reopen", "salma", "--note", "x").code == 3
    assert "2 places of salma" in team("assign", "--free", "salma").err
    assert places(team) == {"a1": [""], "a2": [""]}
    assert team("doctor").code == 0


def test_claims_run_out_when_the_project_says(team: Command) -> None:
    """The table names the days."""
    team("assign", "--each", "1")
    assert "after 7 days" in team("assign", "--show").out
    assert team("assign", "--claims-expire", "3").code == 0
    assert "after 3 days" in team("assign", "--show").out


def test_states_are_told_where_no_work_is_given_out(project: Path, hashiya: Command) -> None:
    """Each article, and who has done what on it by themselves."""
    assert "1  meeting  new" in hashiya("assign", "--show").out
    with closing(AnnotationSession.open(project, "salma")) as session:
        first = session.open_document("meeting").document.sentences[0]
        mark = MarkSentence(span=first, before=None, after="done")
        session.commit("meeting", Act(edits=(mark,)))
    shown = hashiya("assign", "--show").out
    assert "no work is given out" in shown
    assert "1  meeting  begun      salma: begun" in shown
    facts = json.loads(hashiya("assign", "--show", "--json").out)
    assert facts["documents"] == []
    assert facts["by_themselves"][0]["people"] == [{"alias": "salma", "state": "begun"}]


def test_given_work_is_told_where_as_much_is_nobodys(team: Command) -> None:
    """However many articles have places."""
    for first, rest in ((1, 4), (2, 3), (3, 2), (4, 1)):
        team("assign", str(first), "--to", "salma")
        shown = team("assign", "--show").out
        assert "no work is given out" not in shown
        assert f"{rest} more document" in shown


def test_one_of_a_thing_is_one_thing(project: Path, hashiya: Command) -> None:
    """Words go with their numbers."""
    hashiya("people", "add", "salma")
    said = hashiya("assign", "1", "--to", "salma").err
    assert "1 document: 1 place was given (salma 1)" in said
    assert "1 place of salma is in the queue" in hashiya("assign", "--free", "salma").err
    assert "1 place that nobody had was taken away" in hashiya("assign", "--close").err
