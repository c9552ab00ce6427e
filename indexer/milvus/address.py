"""Tells a Milvus server, or a file of Milvus Lite, from an index folder by its address; imports nothing of Milvus."""

LITE_SUFFIX = ".db"


def is_milvus(address: str) -> bool:
    """Whether an index's address names a server (`http://host:19530`) or a file of Milvus Lite (`index.db`)."""
    return "://" in address or address.endswith(LITE_SUFFIX)
