"""The font files that papers are set with: `python -m shared.printing.fonts [node_modules]` copies them after `npm ci`.

Their families are those of `shared.printing.faces`, in the same order. Noto Sans SC weighs 10 MB, so it comes in one weight. The last
three set what is large on a diploma, each in the weights that the designs use: 1.3 MB together.
"""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).with_name("font_files")


@dataclass(frozen=True, slots=True)
class FontPackage:
    family: str
    weights: tuple[str, ...] = ("400Regular", "600SemiBold")

    def files(self, node_modules: Path) -> tuple[Path, ...]:
        """The font files of the weights."""
        folder = node_modules / "@expo-google-fonts" / self.family.lower().replace(" ", "-")
        stem = self.family.replace(" ", "")
        return tuple(folder / weight / f"{stem}_{weight}.ttf" for weight in self.weights)

    def licence(self, node_modules: Path) -> Path:
        return self.files(node_modules)[0].parents[1] / "LICENSE_FONT"


PACKAGES: Final = (
    FontPackage("Golos Text", ("400Regular", "500Medium", "600SemiBold", "700Bold")),
    FontPackage("Noto Sans"),
    FontPackage("Noto Sans Georgian"),
    FontPackage("Noto Sans Armenian"),
    FontPackage("Noto Sans Hebrew"),
    FontPackage("Noto Sans Arabic"),
    FontPackage("Noto Sans SC", ("500Medium",)),
    FontPackage("Forum", ("400Regular",)),
    FontPackage("Cormorant", ("700Bold",)),
    FontPackage("Source Serif 4"),
)


def copy(node_modules: Path, target: Path = FOLDER) -> int:
    """Replaces `target` by the fonts and their licences, and returns their number. Raises FileNotFoundError before it touches anything."""
    pairs = {file: file.name for package in PACKAGES for file in package.files(node_modules)}
    pairs |= {one.licence(node_modules): f"{one.family.replace(' ', '')}-OFL.txt" for one in PACKAGES}
    for source in pairs:
        if not source.is_file():
            raise FileNotFoundError(source)
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for source, name in pairs.items():
        shutil.copyfile(source, target / name)
    return len(pairs)


def main(arguments: list[str]) -> None:
    node_modules = Path(arguments[0] if arguments else "node_modules")
    sys.stdout.write(f"{copy(node_modules)} files in {FOLDER}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
