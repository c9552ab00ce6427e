# The core only: no torch, no compiler, no network once built.
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 HF_HUB_OFFLINE=1
WORKDIR /app

COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY corpus corpus
COPY indexer indexer
COPY service service
COPY eval eval
RUN pip install --constraint constraints.txt --editable . \
    && useradd --system --home-dir /app insatskartan \
    && chown -R insatskartan /app
USER insatskartan
RUN python -m indexer build

EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=3s --start-period=5s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=2)"]
CMD ["python", "-m", "service", "serve", "--host", "0.0.0.0", "--port", "8000"]
