"""Letters of columns: A is 1, Z is 26, AA is 27."""

BASE = 26


def column_letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, BASE)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * BASE + ord(letter) - ord("A") + 1
    return number
