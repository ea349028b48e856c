from shared.web.pages import Pages

pages = Pages("certificates")
