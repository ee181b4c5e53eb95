"""Opens every document of a collection as brat's server does, and prints what its page is sent.

Run by a Python that has brat: `read_with_brat.py COLLECTION SCRATCH`.
"""

from __future__ import annotations

import json
import sys
import types
from importlib.util import find_spec
from pathlib import Path


def main(collection: str, scratch: str) -> None:
    """Texts, entities by their fragments, notes, and what brat's own checks find amiss."""
    spec = find_spec("brat")
    assert spec is not None
    home = Path(next(iter(spec.submodule_search_locations or ())))
    sys.path[:0] = [str(home / "server" / "src"), str(home / "server" / "lib")]
    above = str(Path(collection).parent)
    config = types.ModuleType("config")
    config.__dict__.update(ADMIN_CONTACT_EMAIL="", WORK_DIR=scratch, BASE_DIR=above, DATA_DIR=above)
    config.__dict__.update(USER_PASSWORD={}, DEBUG=False, LOG_LEVEL=3, BACKUP_DIR=scratch)
    config.__dict__.update(
        MAX_SEARCH_RESULT_NUMBER=9, TUTORIALS=False, SIMSTRING_DEFAULT_UNICODE=True
    )
    sys.modules["config"] = config
    import annotation

    opened = annotation.codecs_open
    # The mode U is gone from newer Pythons, and did nothing for files with an encoding.
    annotation.codecs_open = lambda name, mode, **said: opened(name, mode.replace("U", ""), **said)
    from document import _document_json_dict, _inject_annotation_type_conf
    from message import Messager
    from projectconfig import ProjectConfiguration
    from verify_annotations import verify_annotation

    known = ProjectConfiguration(collection)
    documents = {}
    for path in sorted(Path(collection).glob("*.txt")):
        name = str(path.with_suffix(""))
        shown = _document_json_dict(name)
        with annotation.TextAnnotations(name, read_only=True) as held:
            issues = [issue.human_readable_str() for issue in verify_annotation(held, known)]
        documents[path.stem] = {
            "text": shown["text"],
            "entities": shown["entities"],
            "comments": shown["comments"],
            "issues": issues,
            "messages": [str(each) for each in Messager.output_json({})["messages"]],
        }
    configured = _inject_annotation_type_conf(collection)
    labels = [each["type"] for each in configured["entity_types"]]
    direction = configured["visual_options"]["text_direction"]
    said = {"documents": documents, "labels": labels, "direction": direction}
    print(json.dumps(said))


if __name__ == "__main__":
    main(*sys.argv[1:])
