"""What the law asks for of consents and of the data that hang on them: deadlines, erasure, texts, scans."""
