"""The searchable index: passages, Swedish analysis, vectors and words, kept together in one folder."""

import os

# Else onnxruntime, from 1.32 on, tells its maker of its use and keeps an id of the machine; read when it is imported.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
