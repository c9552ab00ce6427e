"""The replies of the API as JSON: the contract of version 1, field by field."""
