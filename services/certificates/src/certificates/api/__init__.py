"""JSON below `/api/certificates/v1`, a module a resource."""
