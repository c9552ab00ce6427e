"""What runs the models tells nobody of it, and keeps no id of the machine."""

import os
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).parents[2]


def test_onnxruntime_leaves_no_file_of_its_telemetry(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("ORT_", "XDG_"))}
    environment |= {"TMPDIR": str(tmp_path), "HOME": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    load = "import indexer.vectors.transformer, onnxruntime; onnxruntime.get_available_providers()"
    subprocess.run([sys.executable, "-c", load], cwd=TOP, env=environment, check=True)
    assert list(tmp_path.rglob("*")) == []
