"""The agreements of the helpdesk: opening hours, time to answer, how long things are kept. From one YAML file."""

from __future__ import annotations

import os
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import yaml
from pydantic import BaseModel, Extra, Field, ValidationError, validator

DEFAULT = Path(__file__).parent / "helpdesk.yml"
ZONE = ZoneInfo("Europe/Amsterdam")
Days = Annotated[int, Field(ge=1, le=3650)]
_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip


class ConfigError(Exception):
    """The file cannot be used; the message names file and field."""


class Strict(BaseModel):
    """A mapping in which every unknown key is a mistake."""

    class Config:
        extra = Extra.forbid
        allow_mutation = False


class OfficeHours(Strict):
    """When somebody is there."""

    days: Annotated[list[int], Field(min_items=1)]
    opens: time = Field(alias="from")
    closes: time = Field(alias="until")
    closed: list[date] = []

    @validator("days", each_item=True)
    def _weekday(cls, value: int) -> int:
        if not 1 <= value <= 7:
            raise ValueError("een dag is een getal van 1 (maandag) tot en met 7 (zondag)")
        return value

    @validator("closes")
    def _after(cls, value: time, values: dict[str, time]) -> time:
        if "opens" in values and value <= values["opens"]:
            raise ValueError("moet later zijn dan 'from'")
        return value

    def works(self, day: date) -> bool:
        """Whether the helpdesk is open on a day."""
        return day.isoweekday() in self.days and day not in self.closed

    def open_at(self, moment: datetime) -> bool:
        """Whether somebody is there at a moment."""
        local = moment.astimezone(ZONE)
        return self.works(local.date()) and self.opens <= local.time() < self.closes


class KeepDays(Strict):
    """Days after which each kind of data is removed."""

    contact: Days
    ticket: Days
    conversation: Days
    question: Days
    figure: Days

    @validator("ticket")
    def _contact_first(cls, value: int, values: dict[str, int]) -> int:
        if "contact" in values and value < values["contact"]:
            raise ValueError("moet minstens zo lang zijn als 'contact'")
        return value


class Retry(Strict):
    """When a mail that did not go is tried again."""

    first_seconds: Annotated[float, Field(gt=0)]
    longest_seconds: Annotated[float, Field(gt=0)]

    def after(self, attempts: int) -> timedelta:
        """How long to wait after so many attempts, each time twice as long."""
        return timedelta(seconds=min(self.longest_seconds, self.first_seconds * 2 ** min(attempts - 1, 30)))


class HelpdeskConfig(Strict):
    """All of it."""

    name: Annotated[str, Field(min_length=1)]
    office_hours: OfficeHours
    answer_within_working_days: Annotated[int, Field(ge=0, le=60)]
    keep_days: KeepDays
    retry: Retry

    def answer_by(self, asked: datetime) -> date:
        """The last day on which an answer may be expected. What comes in after closing time counts for the next day."""
        hours = self.office_hours
        local = asked.astimezone(ZONE)
        day = local.date()
        if not hours.works(day) or local.time() >= hours.closes:
            day = self._next_working_day(day)
        for _ in range(self.answer_within_working_days):
            day = self._next_working_day(day)
        return day

    def _next_working_day(self, day: date) -> date:
        for _ in range(366):
            day += timedelta(days=1)
            if self.office_hours.works(day):
                return day
        raise ConfigError("office_hours: de helpdesk is een jaar lang nooit open")

    def hours_in_words(self) -> str:
        """For example `maandag tot en met vrijdag van 9.00 tot 17.00 uur`."""
        days = sorted(set(self.office_hours.days))
        if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
            named = f"{_DAYS[days[0] - 1]} tot en met {_DAYS[days[-1] - 1]}"
        else:
            names = [_DAYS[day - 1] for day in days]
            named = " en ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
        return f"{named} van {_clock(self.office_hours.opens)} tot {_clock(self.office_hours.closes)} uur"


def day_in_words(day: date) -> str:
    """For example `dinsdag 24 november`."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def _clock(value: time) -> str:
    return f"{value.hour}.{value.minute:02}"


def read(path: Path) -> HelpdeskConfig:
    """The agreements in a file. Raises ConfigError."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        if not isinstance(data, dict):
            raise ConfigError(f"{path}: dit is geen lijst van instellingen → neem helpdesk/helpdesk.yml als voorbeeld")
        return HelpdeskConfig.parse_obj(data)
    except OSError as error:
        raise ConfigError(f"{path}: kan niet gelezen worden → controleer KOMPAS_HELPDESK_CONFIG") from error
    except yaml.YAMLError as error:
        raise ConfigError(f"{path}: dit is geen geldige YAML → {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise ConfigError(f"{path}: {field}: {first['msg']} → neem helpdesk/helpdesk.yml als voorbeeld") from error


@lru_cache(maxsize=4)
def _read_once(path: Path) -> HelpdeskConfig:
    return read(path)


def config() -> HelpdeskConfig:
    """The agreements that hold for this process. Raises ConfigError."""
    return _read_once(Path(os.environ.get("KOMPAS_HELPDESK_CONFIG") or DEFAULT))
