"""Signatures: who signs which forms, what a signature stands for, and when it is taken back."""
