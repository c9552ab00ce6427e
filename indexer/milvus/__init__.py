"""The index kept by a Milvus server, or by Milvus Lite in a file: for more passages than one machine holds."""
