"""JSON below `/api/notifications/v1`, a module a resource."""
