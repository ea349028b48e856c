"""What people hold in their hands: the PDF and the pictures of a certificate, made on demand from what was signed."""
