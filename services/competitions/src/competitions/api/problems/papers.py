from competitions.api.problems.explaining import why
from competitions.papers.apart import PaperTooLarge
from shared.web.problems import ProblemType

PAPERS = (
    ProblemType(
        PaperTooLarge,
        "paper-too-large",
        503,
        "This paper cannot be drawn in one piece",
        lambda _error, _: why(
            "path",
            _("Drawing it takes more time or memory than there is."),
            _("Print the forms of each sub-criterion by themselves, or try again when less is going on."),
        ),
    ),
)
