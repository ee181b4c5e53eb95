"""Imports tasks into a project of Label Studio as its server does, and prints what it then holds.

Run by Label Studio's own Python: `read_with_labelstudio.py TASKS CONFIGURATION SCRATCH`.
"""

from __future__ import annotations

import json
import os
import sys
from importlib.util import find_spec
from pathlib import Path


def main(tasks: str, configuration: str, scratch: str) -> None:
    """Tasks with their regions in the order of the import, and what was refused."""
    spec = find_spec("label_studio")
    assert spec is not None
    sys.path.insert(0, next(iter(spec.submodule_search_locations or ())))
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "core.settings.label_studio",
        "DJANGO_DB": "sqlite",
        "LABEL_STUDIO_BASE_DATA_DIR": scratch,
        "BASE_DATA_DIR": scratch,
        "COLLECT_ANALYTICS": "0",
        "SENTRY_DSN": "",
        "FRONTEND_SENTRY_DSN": "",
        "LATEST_VERSION_CHECK": "0",
        "LOG_LEVEL": "ERROR",
    }
    import django

    django.setup()
    from data_import.serializers import ImportApiSerializer
    from django.core.management import call_command
    from organizations.models import Organization
    from projects.models import Project
    from tasks.models import Annotation, Task
    from users.models import User

    call_command("migrate", verbosity=0)
    user = User.objects.create_user(email="reader@example.org", password="reader")
    organization = Organization.create_organization(created_by=user, title="reader")
    user.active_organization = organization
    user.save()
    config = Path(configuration).read_text(encoding="utf-8")
    Project.validate_label_config(config)
    project = Project.objects.create(
        title="reader", created_by=user, organization=organization, label_config=config
    )
    data = json.loads(Path(tasks).read_bytes())
    given = ImportApiSerializer(data=data, many=True, context={"project": project, "user": user})
    errors = [] if given.is_valid() else [str(given.errors)]
    if not errors:
        given.save(project_id=project.id)
    documents = [
        {
            "text": task.data["text"],
            "id": task.data["id"],
            "regions": [
                region
                for annotation in Annotation.objects.filter(task=task).order_by("id")
                for region in annotation.result
            ],
        }
        for task in Task.objects.order_by("id")
    ]
    labels = sorted(project.get_parsed_config()["label"]["labels"])
    print(json.dumps({"documents": documents, "labels": labels, "errors": errors}))


if __name__ == "__main__":
    main(*sys.argv[1:])
