"""JSON below `/api/competitions/v1`, a module a resource."""
