"""The collections of a build: the fields of each, and how they are indexed."""

from dataclasses import dataclass
from enum import StrEnum

from indexer.errors import MissingExtraError

try:
    from pymilvus import CollectionSchema, DataType, MilvusClient
    from pymilvus.milvus_client import IndexParams
except ImportError as error:
    raise MissingExtraError("an index kept by Milvus", "scale") from error

# Milvus's own limits.
MAX_TEXT_BYTES = 65_535
MAX_ARRAY = 4_096

_ID_LENGTH = 256
# From so many passages on a graph of vectors of one byte a number is searched instead of all vectors.
_EXACT_UP_TO = 200_000


class Part(StrEnum):
    """The collections of a build."""

    PASSAGES = "passages"
    WORDS = "words"
    INITIATIVES = "initiatives"
    RECORDS = "records"


# Fields with one value at most, and with several.
SINGLE = ("unit", "document", "theme", "field", "region", "group_id")
SEVERAL = ("regions", "mentioned", "years")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A collection to be made.

    Attributes:
        part: Which of them.
        dim: Width of its vectors.
        n_rows: How many it will hold, about.
    """

    part: Part
    dim: int
    n_rows: int

    def schema(self) -> CollectionSchema:
        """Give the fields."""
        schema = MilvusClient.create_schema(auto_id=False, enable_dynamic_field=False)
        if self.part is Part.RECORDS:
            schema.add_field("id", DataType.VARCHAR, is_primary=True, max_length=_ID_LENGTH)
            schema.add_field("record", DataType.VARCHAR, max_length=_ID_LENGTH)
            schema.add_field("kind", DataType.VARCHAR, max_length=_ID_LENGTH)
            schema.add_field("place", DataType.INT64)
            schema.add_field("piece", DataType.INT64)
            schema.add_field("content", DataType.VARCHAR, max_length=MAX_TEXT_BYTES)
        else:
            schema.add_field("row", DataType.INT64, is_primary=True)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=self.dim)
        if self.part is Part.PASSAGES:
            schema.add_field("terms", DataType.SPARSE_FLOAT_VECTOR)
            schema.add_field("key", DataType.VARCHAR, max_length=_ID_LENGTH)
            schema.add_field("content", DataType.VARCHAR, max_length=MAX_TEXT_BYTES)
            schema.add_field("words", DataType.ARRAY, element_type=DataType.INT64, max_capacity=MAX_ARRAY)
            for name in SINGLE:
                schema.add_field(name, DataType.VARCHAR, max_length=_ID_LENGTH, nullable=True)
            for name in SEVERAL:
                schema.add_field(
                    name, DataType.ARRAY, element_type=DataType.VARCHAR, max_capacity=MAX_ARRAY, max_length=_ID_LENGTH
                )
        return schema

    def indexes(self) -> IndexParams:
        """Give how its fields are searched: vectors exactly while there are few, scalars by the values they have."""
        indexes = MilvusClient.prepare_index_params()
        if self.part is Part.PASSAGES and self.n_rows > _EXACT_UP_TO:
            indexes.add_index(
                "vector",
                index_type="HNSW_SQ",
                metric_type="IP",
                params={"M": 32, "efConstruction": 200, "sq_type": "SQ8"},
            )
        else:
            indexes.add_index("vector", index_type="FLAT", metric_type="IP")
        if self.part is Part.PASSAGES:
            indexes.add_index("terms", index_type="SPARSE_INVERTED_INDEX", metric_type="IP")
            for name in ("key", *SINGLE):
                indexes.add_index(name, index_type="INVERTED")
        if self.part is Part.RECORDS:
            for name in ("record", "kind", "place"):
                indexes.add_index(name, index_type="INVERTED")
        return indexes
