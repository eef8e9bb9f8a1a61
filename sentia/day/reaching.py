"""Who answers, by which channel, and what a line takes: what a desk's own log says of both."""

from functools import cached_property

import numpy as np
import pandas as pd

from sentia.book.book import Book
from sentia.book.once import Once
from sentia.estimates.calibrating import Calibration
from sentia.estimates.effort import spent_of
from sentia.estimates.replies import CALL, MAIL, Replies, replies_of
from sentia.facts.facts import Facts
from sentia.facts.permission import no_mail
from sentia.playbook import Playbook


class Reaching(Once):
    """What a desk learned of replies and minutes."""

    book: Book
    on: pd.Timestamp
    playbook: Playbook
    facts: Facts

    @cached_property
    def replies(self) -> Replies:
        """The chance that a try reaches somebody, as the book's own tries bear it out."""
        return replies_of(self.facts.touched, self._lines_done, self.on, self.playbook)

    @cached_property
    def spent(self) -> Calibration:
        """What lines really took against the playbook's minutes (see `effort.spent_of`)."""
        lines = self._lines_done
        return spent_of(lines.assign(channel=self.channel_of(lines["contact_id"])), self.playbook)

    @property
    def _lines_done(self) -> pd.DataFrame:
        log = self.book.log
        return log.loc[(log["status"] == "done") & (log["planned_for"] <= self.on)]

    def reply(self, records: pd.DataFrame, kind: str | pd.Series) -> pd.Series:
        """The chance that a line of this kind reaches each record's person, after its `tries` in a row."""
        return self.replies.chance(records["tries"], self.channel_of(records["contact_id"]), kind)

    def spent_factors(self, actions: pd.DataFrame) -> pd.Series:
        """What to multiply the playbook's minutes of each action with."""
        return self.spent.of(actions.assign(channel=self.channel_of(actions["contact_id"])))

    def channel_of(self, contacts: pd.Series) -> pd.Series:
        """How each person is reached: by mail where there is an address that may be used and no telephone."""
        people = self.facts.contacts
        by_mail = people["phone"].isna() & people["email"].notna() & ~people["who"].isin(self.facts.once(no_mail))
        written = contacts.isin(by_mail.index[by_mail])
        return pd.Series(np.where(written, MAIL, CALL), contacts.index, dtype="str")
