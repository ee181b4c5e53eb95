"""Imports a file into a project of doccano's as its server does, and prints what it then holds.

Run by doccano's own Python: `read_with_doccano.py FILE LABELS SCRATCH`.
"""

from __future__ import annotations

import json
import os
import sys
from importlib.util import find_spec
from pathlib import Path


def main(file: str, labels: str, scratch: str) -> None:
    """Examples with their spans in the order of the import, and what was refused."""
    spec = find_spec("backend")
    assert spec is not None
    sys.path.insert(0, next(iter(spec.submodule_search_locations or ())))
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.development"
    os.environ["DATABASE_URL"] = f"sqlite:///{Path(scratch, 'doccano.sqlite')}"
    import django

    django.setup()
    from data_import.datasets import load_dataset
    from data_import.pipeline.catalog import create_file_format
    from data_import.pipeline.readers import FileName
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from examples.models import Example
    from label_types.models import SpanType
    from label_types.serializers import SpanTypeSerializer
    from labels.models import Span
    from projects.models import ProjectType, SequenceLabelingProject

    call_command("migrate", verbosity=0)
    user = get_user_model().objects.create_user(username="reader", password="reader")
    project = SequenceLabelingProject.objects.create(
        name="reader",
        project_type=ProjectType.SEQUENCE_LABELING,
        created_by=user,
        allow_overlapping=True,
    )
    types = SpanTypeSerializer(data=json.loads(Path(labels).read_bytes()), many=True)
    types.is_valid(raise_exception=True)
    types.save(project_id=project.id)
    names = [FileName(full_path=file, generated_name=file, upload_name=Path(file).name)]
    held = load_dataset(
        ProjectType.SEQUENCE_LABELING, create_file_format("JSONL"), names, project, encoding="Auto"
    )
    held.save(user)
    spans = [
        {
            "text": example.text,
            "id": example.meta.get("id"),
            "spans": [
                [span.start_offset, span.end_offset, span.label.text]
                for span in Span.objects.filter(example=example).order_by("id")
            ],
        }
        for example in Example.objects.order_by("id")
    ]
    errors = [str(error.dict()) for error in held.errors]
    names = [each.text for each in SpanType.objects.filter(project=project).order_by("id")]
    print(json.dumps({"documents": spans, "labels": names, "errors": errors}))


if __name__ == "__main__":
    main(*sys.argv[1:])
