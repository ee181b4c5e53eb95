"""An export in place of another: its files go together, and nobody else's."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from tests.formats.cases import options, record

from hashiya.errors import HashiyaError, StoreError
from hashiya.formats import LossReport, Split, writer

MADE = [record("زار الرباط.", ("الرباط", "topic"), name=str(number)) for number in range(8)]
HALVES = Split.parse("50/50")


def export(folder: Path, name: str = "conll", **said: Any) -> LossReport:
    """Write the same documents again."""
    chosen = writer(name)
    target = folder / f"news{chosen.suffix}"
    return chosen.write(MADE, target, options(overwrite=True, **said))


def names(folder: Path) -> set[str]:
    """Files of a folder but reports and manifests."""
    found = {path.name for path in folder.iterdir()}
    return {name for name in found if not name.endswith(("report.json", "manifest.json"))}


def test_a_split_leaves_no_whole_file_behind(tmp_path: Path) -> None:
    """Nor the other way about, nor a sidecar that is no longer wanted; what went is said."""
    assert export(tmp_path).aside == []
    whole = {"news.conll", "news.offsets.tsv"}
    halves = {f"news.{part}{suffix}" for part in ("train", "test") for suffix in (".conll",)}
    assert names(tmp_path) == whole
    report = export(tmp_path, split=HALVES)
    assert halves <= names(tmp_path)
    assert whole.isdisjoint(names(tmp_path))
    assert report.aside == [
        "taken away, as files of the export before it: news.conll, news.offsets.tsv"
    ]
    export(tmp_path)
    assert names(tmp_path) == whole
    assert export(tmp_path).aside == []


def test_other_exports_beside_it_stay(tmp_path: Path) -> None:
    """Another format, another layer: each has a manifest of its own."""
    export(tmp_path, "jsonl", split=HALVES)
    export(tmp_path, "doccano")
    chosen = writer("jsonl")
    chosen.write(MADE, tmp_path / "news-gold.jsonl", options())
    before = names(tmp_path)
    report = export(tmp_path, "jsonl")
    assert before - names(tmp_path) == {"news.train.jsonl", "news.test.jsonl"}
    assert len(report.aside) == 1


def test_an_export_that_is_called_like_a_part_is_no_stranger(tmp_path: Path) -> None:
    """It has a manifest of its own: an alias may end in `.train`."""
    writer("jsonl").write(MADE, tmp_path / "news.train.jsonl", options())
    assert export(tmp_path, "jsonl").aside == []


def test_what_somebody_changed_or_put_there_stays_and_is_named(tmp_path: Path) -> None:
    """The words say which; nothing of it is in the report, which is the same as ever."""
    export(tmp_path, "jsonl")
    clean = (tmp_path / "news.jsonl.report.json").read_bytes()
    export(tmp_path, "jsonl", split=HALVES)
    (tmp_path / "news.train.jsonl").write_bytes(b"mine")
    (tmp_path / "news.dev.jsonl").write_bytes(b"mine too")
    report = export(tmp_path, "jsonl")
    assert names(tmp_path) == {"news.jsonl", "news.train.jsonl", "news.dev.jsonl"}
    taken, changed, stranger = report.aside
    assert taken.endswith(": news.test.jsonl")
    assert "news.train.jsonl" in changed
    assert "was changed since" in changed
    assert "news.dev.jsonl" in stranger
    assert (tmp_path / "news.jsonl.report.json").read_bytes() == clean


@pytest.mark.parametrize(
    "path", ["../news.x", "/news.x", "other.txt", "news", "news.sub/x", "news.\0", "news.folder"]
)
def test_a_manifest_can_mean_no_file_of_others(tmp_path: Path, path: str) -> None:
    """Whoever wrote it."""
    folder = tmp_path / "out"
    (folder / "news.sub").mkdir(parents=True)
    (folder / "news.folder").mkdir()
    others = [tmp_path / "news.x", folder / "other.txt", folder / "news", folder / "news.sub" / "x"]
    for other in others:
        other.write_bytes(b"mine")
    export(folder, "jsonl")
    manifest = folder / "news.jsonl.manifest.json"
    facts = json.loads(manifest.read_bytes())
    digest = hashlib.sha256(b"mine").hexdigest()
    facts["files"].append({"path": path, "bytes": 4, "sha256": digest})
    manifest.write_bytes(json.dumps(facts).encode())
    export(folder, "jsonl", split=HALVES)
    assert all(other.read_bytes() == b"mine" for other in others)


@pytest.mark.parametrize(
    "manifest", [b"", b"[]", b"{}", b'{"files": [1]}', b'{"files": 3}', b"[" * 9999]
)
def test_a_manifest_that_is_none_means_nothing(tmp_path: Path, manifest: bytes) -> None:
    """The whole file stays beside the parts, and is named."""
    export(tmp_path, "jsonl")
    (tmp_path / "news.jsonl.manifest.json").write_bytes(manifest)
    report = export(tmp_path, "jsonl", split=HALVES)
    assert "news.jsonl" in names(tmp_path)
    assert [each.rsplit("/", 1)[1].split(" ")[0] for each in report.aside] == ["news.jsonl"]


def test_a_link_is_neither_followed_nor_removed(tmp_path: Path) -> None:
    """Even when what it leads to is what the manifest sealed."""
    export(tmp_path, "jsonl")
    whole = tmp_path / "news.jsonl"
    elsewhere = tmp_path / "elsewhere"
    whole.rename(elsewhere)
    whole.symlink_to(elsewhere)
    export(tmp_path, "jsonl", split=HALVES)
    assert whole.is_symlink()
    assert elsewhere.exists()


@pytest.mark.parametrize("fails", [1, 3, 6])
def test_either_all_is_replaced_or_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: int
) -> None:
    """A rename that fails gives every file back, the replaced ones too."""
    export(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    module = "hashiya.formats.publishing.give_name"
    real = __import__("hashiya.formats.landing", fromlist=["give_name"]).give_name
    calls = 0

    def failing(*given: Any, **said: Any) -> None:
        nonlocal calls
        calls += 1
        if calls == fails:
            raise OSError(5, "Input/output error")
        real(*given, **said)

    monkeypatch.setattr(module, failing)
    with pytest.raises(StoreError, match="Input/output"):
        export(tmp_path, split=HALVES)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_nothing_goes_when_the_export_is_refused(tmp_path: Path) -> None:
    """A loss that `--strict` forbids, after everything was written."""
    export(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    odd = record("بالرباط", ("الرباط", "topic"))
    with pytest.raises(HashiyaError):
        writer("conll").write(
            [odd], tmp_path / "news.conll", options(overwrite=True, strict=True, split=HALVES)
        )
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
