"""Certificates on paper: words to print, and what prints them."""

from datetime import UTC, datetime
from functools import cache
from typing import Final

from certificates.documents import qr_image
from certificates.documents.pdf import Printer
from shared.printing.fonts import FOLDER
from shared.printing.printed import BOX

AT: Final = datetime(2026, 11, 26, tzinfo=UTC)
QR: Final = qr_image.svg(qr_image.modules("https://skills.example.org/v#" + "1" * 300), "QR")
WORDS: Final = {
    "language": "ru",
    "title": "Сертификат 47-2026-000017",
    "about": "Золотая медаль: Метеостанции",
    "issuer": "Центр навыков",
    "document": "Сертификат",
    "number_label": "Регистрационный номер",
    "number": "47-2026-000017",
    "confirms": "Владелец",
    "name": "Ёлкина Снежана Морозовна",
    "members": "",
    "team": "",
    "award": "Золотая медаль",
    "skill": "Компетенция: Метеостанции",
    "context": "Открытый чемпионат «Профи»",
    "facts": "",
    "score": "Сумма 87,50 из 100, балл по шкале WorldSkills 742, где 700 – середина",
    "issued_label": "Выдан",
    "issued": "26 ноября 2026 г.",
    "scan": "Чтобы проверить, наведите камеру телефона на код или откройте",
    "address": "https://skills.example.org/v",
    "short_label": "и введите",
    "short_id": "M65N-YW8A-YJ4S",
    "qr_alt": "QR-код",
    "attachment": "Подписанные данные",
    "boxes": f"{BOX} стоит вместо знака",
}
NAMES: Final = {
    "Vietnamese": "Nguyễn Thị Ánh",
    "Chinese": "王伟",
    "Chinese of Taiwan": "王偉",
    "Chinese outside the old standards": "陈玥喆堃 㛃",
    "Japanese": "やまだ タロウ",
    "Greek": "Γιώργος Παπαδόπουλος",
    "Georgian": "გიორგი მაისურაძე",
    "Armenian": "Հայկ Սարգսյան",
    "Arabic": "محمد بن سلمان",
    "Hebrew": "דָּוִד לוי",
    "Hindi": "राम क्षत्रिय",
    "Hindi with joiners": "क्\u200dष र्\u200cय",
    "Kazakh": "Қанатұлы Әлия Өмірқызы",
    "Yakut": "Айыы Ҕаҥа Һөү",
    "Chuvash": "Ӑҫӗ Ӳкӗнӳ",
    "stressed": "А\u0301нна Ивано\u0301ва",
    "decomposed": "Алексе\u0438\u0306 Е\u0308лкин",
    "two marks": "х\u0323\u0301",
    "a number": "Иван Ⅲ",
    "an Oriental mixture": "Иван 王 გიორგი",
}


LONG: Final = {
    "as in life": {
        "name": "Константинопольская-Вознесенская Анастасия-Александра Константиновна",
        "issuer": "Государственное автономное профессиональное образовательное учреждение Северной области "
        "«Центр опережающей профессиональной подготовки»",
        "context": "Региональный этап Всероссийского чемпионатного движения по профессиональному мастерству "
        "«Профессионалы» 2026 года в Северной области",
        "skill": "Компетенция: Эксплуатация и обслуживание многоквартирного дома и сервис на объектах гостиничного "
        "хозяйства",
    },
    "60, 200, 120": {
        "name": "Щербатовская Милослава " + "Щ" * 37,
        "issuer": "Учреждение " * 18,
        "skill": "Жилищное хозяйство " * 6,
        "context": "Чемпионатное движение " * 6,
    },
    "one word of 80": dict.fromkeys(("name", "issuer", "skill", "context"), "Щ" * 80),
    "one hyphened word": dict.fromkeys(("name", "issuer", "skill", "context"), "Щукина-" * 25 + "Ж" * 40),
    "the longest that can be entered": {
        "name": " ".join(["Щ" * 200] * 3),
        "issuer": "Ы" * 300,
        "skill": "Компетенция: " + "Ш" * 200,
        "context": "Ж" * 200,
        "address": "https://" + "a" * 63 + "." + "b" * 63 + ".example/v",
    },
    "a team": {
        "name": "Щ" * 30 + " " + "Ы" * 29,
        "members": "; ".join([("Щербатовская-Вознесенская Милослава Константиновна")] * 6),
        "team": "В составе команды «" + "Щ" * 60 + "»",
    },
    "the widest letters": dict.fromkeys(("name", "issuer", "skill", "context"), "‰" * 12 + " " + "Ԫ" * 12),
    "Chinese": dict.fromkeys(("name", "issuer", "skill", "context"), "王偉" * 60),
    "longer than anything": dict.fromkeys(("name", "issuer", "skill", "context"), "Щукина" * 2000),
}


@cache
def printer() -> Printer:
    """One for all tests: to read the fonts takes longer than to set a page."""
    return Printer(FOLDER)


def paper(**words: str) -> bytes:
    """A certificate with these words, and the others as they are in life."""
    return printer().pdf({**WORDS, **words}, QR, "{}", AT)
