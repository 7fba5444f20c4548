"""The line above a table: what has to be decided first, or whose answers it was read by."""

from strikelog.domain.display import listed
from strikelog.domain.messages import mark
from strikelog.gui.language import apart, language, say
from strikelog.gui.style import Tone
from strikelog.gui.widgets.message_bar import MessageBar
from strikelog.services.partners.mapping_draft import Draft

_LEARNED = mark("Read by the answers kept for “{name}”. Look them over and change what differs.")
_PUBLISHED = mark("“{name}”: its columns are known. Look them over and change what differs.")
_NAMELESS = mark("Whose table is it? Its rows carry the name of the dataset, so give it now.")
_NAMELESS_ANYWHERE = mark(
    "Whose table is it, and in which country do its places lie? No column says so: give both now."
)
_ANYWHERE = mark("In which country do the places lie? No column says so: name it for all rows.")
_QUESTION = mark("Which comes first in {headings}, day or month? Say it before the rows are read.")


class DraftBanner(MessageBar):
    """Asks for `action_requested` where a question leads to its column."""

    def show_draft(self, draft: Draft | None) -> None:
        """Say what there is to say of a draft, or nothing."""
        if draft is None:
            self.hide()
            return
        questions = draft.open_questions()
        if questions:
            names = [apart(draft.header(place)) for place in questions]
            words = say(_QUESTION).format(headings=listed(names, language()))
            self.tell(words, Tone.WAIT, action=say(mark("Show")))
        elif _is_nameless(draft):
            words = say(_NAMELESS_ANYWHERE if draft.lacks_country else _NAMELESS)
            self.tell(words, Tone.PLAIN, action=say(mark("Name it")))
        elif draft.lacks_country and not draft.is_as_learned:
            self.tell(say(_ANYWHERE), Tone.PLAIN, action=say(mark("Name it")))
        elif draft.is_as_learned:
            words = _PUBLISHED if draft.is_as_published else _LEARNED
            name = apart(draft.proposal.learned_from)
            self.tell(say(words).format(name=name), Tone.TOLD)
        else:
            self.hide()

    def _await(self, _tone: Tone) -> None:
        """Stay: what it says holds until it is answered."""


def _is_nameless(draft: Draft) -> bool:
    """Tell whether nobody said whose table it is, nor left it open once already."""
    if draft.mapping.publisher:
        return False
    # Of a tool such as one for forms the program knows the columns, but not who filled them in.
    return draft.is_as_published or not (draft.is_as_learned or draft.mapping.dataset)
