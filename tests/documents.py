"""A report as the catalogue describes it, for tests that need one and care for little of it."""

from corpus.document import Document

REPORT = Document(
    id="rapport",
    title="Rapport",
    issuer="Region Blekinge",
    years=(2023,),
    kind="rapport",
    form="prose",
    language="sv",
    regions=("10",),
    group=None,
    file="rapport.txt",
    sha256="0" * 64,
)
