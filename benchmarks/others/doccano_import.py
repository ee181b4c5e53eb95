"""doccano's own import of a JSONL file, timed; for an interpreter that has doccano installed.

`PYTHON doccano_import.py FILE FOLDER` makes an empty database in FOLDER and prints a JSON object:
CPU seconds of reading and saving, and how many examples and spans stand in the database then. Its
parser, dataset and batches are used as its task queue does, without the queue and the upload.
"""

from __future__ import annotations

import json
import os
import sys
import time
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path


def main(file: Path, folder: Path) -> None:
    """Import and count."""
    found = find_spec("backend")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("doccano is not installed here")
    sys.path.insert(0, found.submodule_search_locations[0])
    os.environ["DATABASE_URL"] = f"sqlite:///{folder / 'doccano.db'}"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")
    os.environ["DEBUG"] = "False"

    import_module("django").setup()
    settings = import_module("django.conf").settings
    import_module("django.core.management").call_command("migrate", verbosity=0)
    user = import_module("django.contrib.auth").get_user_model().objects.create_user("bench")
    projects = import_module("projects.models")
    task = projects.ProjectType.SEQUENCE_LABELING
    project = projects.SequenceLabelingProject.objects.create(
        name="bench",
        description="bench",
        project_type=task,
        allow_overlapping=True,
        created_by=user,
    )
    pipeline = "data_import.pipeline"
    made = import_module(f"{pipeline}.readers").FileName(str(file), file.name, file.name)
    lines = import_module(f"{pipeline}.catalog").create_file_format("JSONL")
    load_dataset = import_module("data_import.datasets").load_dataset
    began = time.process_time()
    dataset = load_dataset(task, lines, [made], project)
    dataset.save(user, batch_size=settings.IMPORT_BATCH_SIZE)
    spent = time.process_time() - began
    examples = import_module("examples.models").Example.objects.count()
    spans = import_module("labels.models").Span.objects.count()
    said = {"seconds": spent, "errors": len(dataset.errors), "examples": examples, "spans": spans}
    print(json.dumps(said))


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve())
