# The core only: no torch, no compiler, no network once built.
# By version and not by digest: see docs/operate.md, which also says how to give a digest.
ARG BASE=python:3.11-slim
FROM ${BASE}

# What is published decides who reaches a container; tokens close it all the same.
ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 HF_HUB_OFFLINE=1 INSATSKARTAN_OPEN=1
WORKDIR /app

COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY corpus corpus
COPY indexer indexer
COPY service service
COPY eval eval
# The code stays root's, compiled since its user cannot; that user owns the index and nothing else.
RUN pip install --constraint constraints.txt --editable . \
    && python -m compileall -q corpus indexer service eval \
    && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin insatskartan \
    && install --directory --owner insatskartan /app/index
USER insatskartan
RUN python -m indexer build
VOLUME /app/index

EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=3s --start-period=5s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=2)"]
CMD ["python", "-m", "service", "serve", "--host", "0.0.0.0", "--port", "8000"]
