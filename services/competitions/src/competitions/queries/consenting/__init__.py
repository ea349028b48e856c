"""What people are asked to consent to, and what their answers let be shown."""
