"""A case as the desk's chats are sent it."""

from bot.claims.note import note
from bot.desk.case import CaseKind, CaseState
from bot.speech.choices import Act, Button, Choice
from bot.speech.replies import Card
from bot.speech.shown_case import CaseCard
from bot.verdicts.wording import Line, Tone

SAID = "Forty <b>people</b> were killed, says @somebody"


def case_card(state_line: str = "Open. Nobody has it.", *, said: str = SAID, revision: int = 3) -> Card:
    shown = CaseCard(
        case=12,
        revision=revision,
        kind=CaseKind.CLAIM,
        state=CaseState.OPEN,
        title="Case 12: a claim",
        said=said,
        asked_line="2 people",
        state_line=state_line,
        details=(Line(Tone.PLAIN, "t.me/somewhere", label="Forwarded from"),),
        lines=(
            Line(Tone.RECORD, "Strike on Pazigyi", label="1", link="https://records.example/1"),
            Line(Tone.DIFFERENCE, "number: this text says “forty”", label="Differs"),
        ),
        labels=("violence",),
        link="https://desk.example/desk/case/12",
    )
    take = Button(Choice(Act.TAKE, "12", revision), note("desk.button.take"))
    return Card(shown, ((take,),))
