"""The built wheel works by itself, away from the checkout."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
_PROGRAM = """
import json, sys
import analytics, models
from models import load_classifier
prediction = load_classifier().predict(["Центральный банк снизил учетную ставку, курс маната не изменился"])[0]
print(json.dumps({"from": analytics.__file__, "best": prediction.best.code, "model": prediction.model}))
"""


def test_the_wheel_carries_its_data_and_predicts(tmp_path: Path) -> None:
    run = {"check": True, "capture_output": True, "text": True, "timeout": 240}
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path], cwd=ROOT, **run)  # type: ignore[call-overload]
    (wheel,) = tmp_path.glob("rubrika-*.whl")
    target = tmp_path / "installed"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", target, wheel]
    subprocess.run(pip, **run)  # type: ignore[call-overload]
    away = tmp_path / "away"
    away.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(target)}
    done = subprocess.run([sys.executable, "-c", _PROGRAM], cwd=away, env=environment, **run)  # type: ignore[call-overload]
    said = json.loads(done.stdout)
    assert Path(said["from"]).is_relative_to(target)
    assert said["best"] == "finance"
    assert (target / "analytics" / "_data" / "demo" / "articles.jsonl").is_file()
