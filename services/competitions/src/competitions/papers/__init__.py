"""What people sign and keep: marking forms and protocols as PDF, drawn by a process of its own."""
