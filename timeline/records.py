"""What one record of peace talks says: every field with its meaning, checked when the record is made."""

import json
from functools import cache
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import AfterValidator, BeforeValidator, GetCoreSchemaHandler, StringConstraints
from pydantic_core import core_schema
from sqlalchemy import ForeignKey, types
from sqlmodel import Field, SQLModel
from sqlmodel._compat import SQLModelConfig  # what SQLModel calls pydantic's ConfigDict; not exported elsewhere

from timeline import dates, text, vocabulary
from timeline.vocabulary import Vocabulary


class OneOf:
    """Marks a field whose value is a word of a vocabulary."""

    def __init__(self, words: Vocabulary) -> None:
        """Take the vocabulary that the words belong to."""
        self.words = words

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.literal_schema(list(self.words))


_LIST = json.JSONEncoder(ensure_ascii=False)


class Words(types.TypeDecorator[tuple[str, ...]]):
    """A column that holds several words or handles, as a JSON list."""

    impl = types.Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, _dialect: Any) -> str:
        """Return the list as it is kept."""
        return _LIST.encode(value) if value else "[]"

    def process_result_value(self, value: str | None, _dialect: Any) -> tuple[str, ...]:
        """Return the list as records hold it."""
        return tuple(json.loads(value)) if value else ()


def _single(value: Any) -> Any:
    """Let one word stand for a list of one."""
    return (value,) if isinstance(value, str) else value


SEGMENT = r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?"
HANDLE = rf"^{SEGMENT}(?:/{SEGMENT})*$"
Handle = Annotated[str, StringConstraints(pattern=HANDLE, max_length=250)]
Voice = Annotated[str, StringConstraints(pattern=rf"^(?:{SEGMENT}|third_party)$")]
LONGEST = 100_000
"""Characters in one value: a longer text is no summary, and slows down every report that it is in."""
Text = Annotated[str, StringConstraints(pattern=text.ALLOWED_PATTERN, min_length=1, max_length=LONGEST)]
Address = Annotated[str, StringConstraints(pattern=r"^(?:https?://|mailto:)[^\s<>\x22]+$", max_length=LONGEST)]
When = Annotated[str, StringConstraints(max_length=200), AfterValidator(lambda value: dates.read(value).edtf)]

ProcessStatus = Annotated[str, OneOf(vocabulary.PROCESS_STATUS)]
TrackLevel = Annotated[str, OneOf(vocabulary.TRACK_LEVEL)]
RoundStatus = Annotated[str, OneOf(vocabulary.ROUND_STATUS)]
RoundKind = Annotated[str, OneOf(vocabulary.ROUND_KIND)]
RoundFormat = Annotated[str, OneOf(vocabulary.ROUND_FORMAT)]
PartyType = Annotated[str, OneOf(vocabulary.PARTY_TYPE)]
ThirdPartyRole = Annotated[str, OneOf(vocabulary.THIRD_PARTY_ROLE)]
DelegationLevel = Annotated[str, OneOf(vocabulary.DELEGATION_LEVEL)]
DelegateRole = Annotated[str, OneOf(vocabulary.DELEGATE_ROLE)]
Attendance = Annotated[str, OneOf(vocabulary.ATTENDANCE)]
Stance = Annotated[str, OneOf(vocabulary.STANCE)]
Priority = Annotated[str, OneOf(vocabulary.PRIORITY)]
Timing = Annotated[str, OneOf(vocabulary.TIMING)]
Change = Annotated[str, OneOf(vocabulary.CHANGE)]
OutcomeStatus = Annotated[str, OneOf(vocabulary.OUTCOME_STATUS)]
DemandResult = Annotated[str, OneOf(vocabulary.DEMAND_RESULT)]
FollowUpStatus = Annotated[str, OneOf(vocabulary.FOLLOW_UP_STATUS)]
AgreementStage = Annotated[str, OneOf(vocabulary.AGREEMENT_STAGE)]
AgreementForm = Annotated[str, OneOf(vocabulary.AGREEMENT_FORM)]
AgreementDateKind = Annotated[str, OneOf(vocabulary.AGREEMENT_DATE)]
AgreementRelation = Annotated[str, OneOf(vocabulary.AGREEMENT_RELATION)]
SignatureStatus = Annotated[str, OneOf(vocabulary.SIGNATURE_STATUS)]
EventKind = Annotated[str, OneOf(vocabulary.EVENT_KIND)]
PlacePrecision = Annotated[str, OneOf(vocabulary.PLACE_PRECISION)]
SourceKind = Annotated[str, OneOf(vocabulary.SOURCE_KIND)]
ClaimStance = Annotated[str, OneOf(vocabulary.CLAIM_STANCE)]
DateBasis = Annotated[str, OneOf(vocabulary.DATE_BASIS)]
IssueFamily = Annotated[str, OneOf(vocabulary.ISSUE_FAMILY)]


def _several(description: str, *, refers: str | None = None) -> Any:
    """Describe a field that holds several words, or the handles of several records."""
    extra = {"json_schema_extra": {"refers": refers}} if refers else None
    return Field(default=(), sa_type=Words, description=description, schema_extra=extra)


def _refers(kind: str, description: str, *, required: bool = False) -> Any:
    """Describe a field that holds the handle of another record, which the database holds to."""
    default: dict[str, Any] = {} if required else {"default": None}
    return Field(
        **default,
        description=description,
        sa_column_args=[ForeignKey(f"{kind}.id", onupdate="CASCADE", deferrable=True, initially="DEFERRED")],
        schema_extra={"json_schema_extra": {"refers": kind}},
    )


SeveralFormats = Annotated[tuple[RoundFormat, ...], BeforeValidator(_single)]
SeveralRoles = Annotated[tuple[ThirdPartyRole, ...], BeforeValidator(_single)]
SeveralHandles = Annotated[tuple[Handle, ...], BeforeValidator(_single)]
SeveralNames = Annotated[tuple[Text, ...], BeforeValidator(_single)]


class Said(SQLModel):
    """Anything that a record says: no field but those named, and no white space around a value."""

    model_config = SQLModelConfig(extra="forbid", str_strip_whitespace=True)


S = TypeVar("S", bound=Said)


def made(kind: type[S], values: dict[str, Any]) -> S:
    """Return what values say; raises pydantic's ValidationError. SQLModel's own way makes the same, at twice the cost."""
    said: S = kind.__new__(kind)
    kind.__pydantic_validator__.validate_python(values, self_instance=said)
    return said


class Record(Said):
    """Something on record, known by a handle."""

    KIND: ClassVar[str]

    id: Handle = Field(primary_key=True, description="The handle: how the record is called in files and commands.")
    formerly: SeveralHandles = _several("Handles under which it was on record before; they keep answering.")
    note: Text | None = Field(default=None, description="The coder's own remark; not a fact of the record.")


class Dated(Record):
    """A record that has its place on a timeline."""

    date: When | None = Field(
        default=None,
        description="When, in EDTF or plain English: 2022-03-03, 2022-03, '7 to 9 March 2022' (lasted), "
        "'between 28 February and 2 March 2022' (one day among these).",
    )
    said: Text | None = Field(default=None, description="The source's own words for the date.")
    basis: DateBasis | None = Field(default=None, description="How the date was obtained.")
    sequence: int = Field(default=0, description="Order among records of the same date: lower comes first.")


class Process(Dated):
    """A set of talks between parties about issues."""

    KIND = "process"

    name: Text = Field(description="What the talks are called.")
    conflict: Text | None = Field(default=None, description="The conflict that the talks are about.")
    status: ProcessStatus = Field(default="unknown", description="Where the talks stand.")
    parties: SeveralHandles = _several("The negotiating parties, in the order reports show them.", refers="party")
    issues: SeveralHandles = _several("The issues on the agenda, also those never raised.", refers="issue")
    summary: Text | None = Field(default=None, description="What the talks were, in a few sentences.")


class Track(Record):
    """A strand of a process in which rounds are numbered."""

    KIND = "track"

    process: Handle = _refers("process", "The process it belongs to.", required=True)
    name: Text = Field(description="What the strand is called.")
    level: TrackLevel | None = Field(default=None, description="Who talks in it.")
    summary: Text | None = Field(default=None, description="What the strand is for.")


class Round(Dated):
    """A meeting, or one that was proposed, postponed, refused or cancelled."""

    KIND = "round"

    process: Handle = _refers("process", "The process it belongs to.", required=True)
    track: Handle | None = _refers("track", "The strand it is counted in.")
    parent: Handle | None = _refers("round", "The round that it is a part of.")
    number: int | None = Field(default=None, ge=0, description="Its number in its track: a claim that sources may dispute.")
    name: Text | None = Field(default=None, description="What it is called, where it has a name of its own.")
    kind: RoundKind | None = Field(default=None, description="What sort of meeting it is.")
    formats: SeveralFormats = _several("How the parties met.")
    status: RoundStatus = Field(description="Whether it took place.")
    places: SeveralHandles = _several("Where it met.", refers="place")
    declined_by: SeveralHandles = _several("Who postponed it, refused it, stayed away or broke it off.", refers="party")
    summary: Text | None = Field(default=None, description="What happened, in a few sentences.")


class Delegation(Record):
    """A party's presence in a round."""

    KIND = "delegation"

    round: Handle = _refers("round", "The round.", required=True)
    party: Handle = _refers("party", "Whose delegation it is.", required=True)
    level: DelegationLevel | None = Field(default=None, description="The rank of those who lead it.")
    size: int | None = Field(default=None, ge=0, description="How many members it had.")
    head: Handle | None = _refers("person", "Who led it; written here where sources disagree, else as a delegate's role.")


class Delegate(Record):
    """A person in a delegation."""

    KIND = "delegate"

    delegation: Handle = _refers("delegation", "The delegation.", required=True)
    person: Handle = _refers("person", "Who it is.", required=True)
    role: DelegateRole = Field(default="unspecified", description="What the person does in the talks.")
    office: Text | None = Field(default=None, description="The office held at the time, as the sources describe it.")
    attended: Attendance = Field(default="yes", description="Whether the person was there.")


class ThirdParty(Record):
    """A party that hosts, mediates, guarantees or watches a round."""

    KIND = "third_party"

    round: Handle = _refers("round", "The round.", required=True)
    party: Handle = _refers("party", "Who it is.", required=True)
    roles: SeveralRoles = _several("What it does in the round.")


class Intermediary(Record):
    """A person who acts for a third party in a round."""

    KIND = "intermediary"

    third_party: Handle = _refers("third_party", "Whom the person acts for.", required=True)
    person: Handle = _refers("person", "Who it is.", required=True)
    office: Text | None = Field(default=None, description="The office held at the time, as the sources describe it.")


class Position(Dated):
    """How a party stands on an issue at a time; without a date of its own it has its round's."""

    KIND = "position"

    process: Handle = _refers("process", "The process.", required=True)
    round: Handle | None = _refers("round", "The round that it was stated for.")
    party: Handle = _refers("party", "Whose position it is.", required=True)
    issue: Handle = _refers("issue", "What it is about.", required=True)
    stance: Stance = Field(description="How the party stands.")
    priority: Priority = Field(default="unspecified", description="How much it matters to the party.")
    text: Text | None = Field(default=None, description="The position in a few words.")
    speaker: Handle | None = _refers("person", "Who stated it.")
    timing: Timing = Field(default="at", description="Before, at or after the round.")
    supersedes: Handle | None = _refers("position", "The earlier position that it takes the place of.")
    change: Change | None = Field(default=None, description="The coder's reading of the change; without it reports derive one.")
    change_reason: Text | None = Field(default=None, description="Why the coder reads the change so.")


class Outcome(Dated):
    """What came of an issue in a round; without a date of its own it has its round's."""

    KIND = "outcome"

    process: Handle = _refers("process", "The process.", required=True)
    round: Handle | None = _refers("round", "The round that it came out of.")
    issue: Handle = _refers("issue", "What it is about.", required=True)
    status: OutcomeStatus = Field(description="What came of the issue.")
    text: Text | None = Field(default=None, description="The outcome in a few words.")
    scope_area: Text | None = Field(default=None, description="Where it holds.")
    scope_duration: Text | None = Field(default=None, description="How long it holds.")
    scope_conditions: Text | None = Field(default=None, description="On what conditions it holds.")
    deadline: When | None = Field(default=None, description="The day by which it was to be done.")
    confirmed_by: SeveralHandles = _several("The parties that say it is so.", refers="party")
    disputed_by: SeveralHandles = _several("The parties that say it is not so.", refers="party")


class FollowUp(Dated):
    """What became of an outcome, a provision or an agreement."""

    KIND = "follow_up"

    process: Handle = _refers("process", "The process.", required=True)
    outcome: Handle | None = _refers("outcome", "The outcome it follows.")
    provision: Handle | None = _refers("provision", "The provision it follows.")
    agreement: Handle | None = _refers("agreement", "The agreement it follows.")
    status: FollowUpStatus = Field(description="What became of it.")
    place: Handle | None = _refers("place", "Where.")
    text: Text | None = Field(default=None, description="What happened, in a few words.")
    confirmed_by: SeveralHandles = _several("The parties that say it is so.", refers="party")
    disputed_by: SeveralHandles = _several("The parties that say it is not so.", refers="party")


class Agreement(Dated):
    """A document that came out of the talks or was exchanged in them."""

    KIND = "agreement"

    process: Handle = _refers("process", "The process.", required=True)
    round: Handle | None = _refers("round", "The round that it came out of.")
    name: Text = Field(description="What the document is called.")
    stage: AgreementStage | None = Field(default=None, description="What part of a peace process it belongs to.")
    form: AgreementForm | None = Field(default=None, description="What form it has.")
    place: Handle | None = _refers("place", "Where it was made.")
    author: SeveralHandles = _several("The parties whose draft or declaration it is.", refers="party")
    text: Text | None = Field(default=None, description="What it says, in a few sentences.")


class Signature(Dated):
    """A party's or person's hand under an agreement."""

    KIND = "signature"

    agreement: Handle = _refers("agreement", "The document.", required=True)
    party: Handle | None = _refers("party", "For whom.")
    person: Handle | None = _refers("person", "By whom.")
    capacity: Text | None = Field(default=None, description="In what capacity: party, witness, guarantor, office.")
    status: SignatureStatus = Field(default="signed", description="Whether it was signed.")


class Provision(Record):
    """A clause of an agreement."""

    KIND = "provision"

    agreement: Handle = _refers("agreement", "The document.", required=True)
    issue: Handle | None = _refers("issue", "What it is about.")
    locator: Text | None = Field(default=None, description="The article or point.")
    text: Text = Field(description="What it says, in our words.")


class Statement(Dated):
    """What a person or party said in public about the talks."""

    KIND = "statement"

    process: Handle = _refers("process", "The process.", required=True)
    round: Handle | None = _refers("round", "The round that it is about.", required=False)
    speaker: Handle | None = _refers("person", "Who said it.")
    party: Handle | None = _refers("party", "For whom; without it the speaker's own party.")
    about: Handle | None = Field(default=None, description="The record that it is about, where that is not a round.")
    issue: Handle | None = _refers("issue", "What it is about.")
    text: Text = Field(description="What was said, in our words.")


class Event(Dated):
    """Something that happened outside the talks."""

    KIND = "event"

    process: Handle = _refers("process", "The process.", required=True)
    kind: EventKind = Field(description="What sort of thing happened.")
    parties: SeveralHandles = _several("Whom it concerns.", refers="party")
    places: SeveralHandles = _several("Where.", refers="place")
    issue: Handle | None = _refers("issue", "The issue that it bears on.")
    text: Text = Field(description="What happened, in our words.")


class Source(Record):
    """A document that facts rest on."""

    KIND = "source"

    process: Handle | None = _refers("process", "The process it is cited in; none for a shared source.")
    kind: SourceKind = Field(default="other", description="What sort of source it is.")
    publisher: Text = Field(description="Who published it.")
    title: Text | None = Field(default=None, description="Its title.")
    author: Text | None = Field(default=None, description="Who wrote it.")
    published: When | None = Field(default=None, description="When it was published; what it says counts as known from then.")
    accessed: When | None = Field(default=None, description="When it was last read.")
    address: Address | None = Field(default=None, description="Where it is on the web.")
    archive: Address | None = Field(default=None, description="Where an archived copy is.")
    language: Text | None = Field(default=None, description="Its language, as a BCP 47 code: uk, ru, en.")
    affiliation: Voice = Field(default="unknown", description="A party's code, or independent, third_party, unknown.")
    origin: Text | None = Field(default=None, description="The agency or outlet whose report it repeats; same origin, same voice.")


class Party(Record):
    """A side, a third party or an organisation."""

    KIND = "party"

    name: Text = Field(description="The name as the parties to the record use it.")
    short: Text | None = Field(default=None, description="A shorter name for narrow tables.")
    type: PartyType = Field(default="other", description="What it is.")
    parent: Handle | None = _refers("party", "The party that it is a part of.")
    aliases: SeveralNames = _several("Other names, in any script.")


class Person(Record):
    """A person in a public role."""

    KIND = "person"

    name: Text = Field(description="The name as it is best known.")
    short: Text | None = Field(default=None, description="The family name, for narrow tables.")
    party: Handle | None = _refers("party", "For whom the person speaks unless a record says otherwise.")
    aliases: SeveralNames = _several("Other spellings, in any script.")


class Place(Record):
    """A place, at the precision that the sources give."""

    KIND = "place"

    name: Text = Field(description="The name as the parties to the record use it.")
    precision: PlacePrecision | None = Field(default=None, description="How closely the place is known.")
    parent: Handle | None = _refers("place", "The larger place that it lies in.")
    country: Text | None = Field(default=None, description="The country, as an ISO 3166 code; left out where it is contested.")
    latitude: float | None = Field(default=None, ge=-90, le=90, description="Degrees north, where a source gives them.")
    longitude: float | None = Field(default=None, ge=-180, le=180, description="Degrees east, where a source gives them.")
    aliases: SeveralNames = _several("Other names, in any script.")


class Issue(Record):
    """A subject of negotiation."""

    KIND = "issue"

    name: Text = Field(description="What the issue is called.")
    family: IssueFamily | None = Field(default=None, description="The broad subject that it belongs to.")
    parent: Handle | None = _refers("issue", "The broader issue that it is a part of.")
    aliases: SeveralNames = _several("Other names.")


class Part(Said):
    """A part of a record that has no handle of its own."""

    record: Handle = Field(primary_key=True, description="The record that it belongs to.")
    number: int = Field(default=0, primary_key=True, description="Its place among the parts of the record.")


class Citation(Part):
    """What a source does with a fact."""

    source: Handle = _refers("source", "The source.", required=True)
    reading: int = Field(default=0, description="0 for the record itself, else the number of the reading it supports.")
    fields: SeveralNames = _several("The fields that it speaks to; none for all.")
    stance: ClaimStance = Field(default="asserts", description="What the source does with the fact.")
    speaker: Handle | None = _refers("person", "On whose word.")
    locator: Text | None = Field(default=None, description="Where in the source: page, paragraph, minute.")
    quote: Annotated[Text, StringConstraints(max_length=200)] | None = Field(default=None, description="A few words of the source.")
    note: Text | None = Field(default=None, description="The coder's remark on the citation.")


class Reading(Part):
    """Another account of a record's fields: a rival one, or what was known before."""

    earlier: bool = Field(default=False, description="True: known before and overtaken, not a contradiction.")
    why: Text | None = Field(default=None, description="Why it is not the preferred reading, or what overtook it.")
    said: str = Field(description="The fields with the values that this account gives, as JSON.")


class Answer(Part):
    """What an outcome means for a demand."""

    position: Handle = _refers("position", "The demand.", required=True)
    result: DemandResult = Field(description="What came of it.")


class AgreementDate(Part):
    """A day in a document's life."""

    kind: AgreementDateKind = Field(description="What happened to the document.")
    date: When = Field(description="When.")
    said: Text | None = Field(default=None, description="The source's own words for the date.")
    source: Handle | None = _refers("source", "The source of the date, where it is not what the document rests on.")


class Lineage(Part):
    """How a document stands to an earlier one."""

    relation: AgreementRelation = Field(description="What it does to the earlier document.")
    other: Handle = _refers("agreement", "The earlier document.", required=True)
    source: Handle | None = _refers("source", "The source of the relation, where it is not what the document rests on.")


class Waiver(Part):
    """A finding of a check that the coder has looked at and lets stand."""

    rule: Handle = Field(description="The name of the rule.")
    subject: Handle = Field(description="The record that the finding is about.")
    reason: Text = Field(description="Why it stands.")


class Comment(Part):
    """A comment in a data file, kept so that an export gives it back in its place."""

    at: Annotated[str, StringConstraints(max_length=200)] = Field(
        default="", description="The key that it belongs to, from the record inwards: positions, rivals.1.date; empty for the record's own."
    )
    beside: bool = Field(default=False, description="True: behind the value on its line; else above it.")
    text: Text = Field(description="What it says, without its mark.")


KINDS: dict[str, type[Record]] = {
    kind.KIND: kind
    for kind in (
        Process, Track, Round, Delegation, Delegate, ThirdParty, Intermediary, Position, Outcome, FollowUp,
        Agreement, Signature, Provision, Statement, Event, Source, Party, Person, Place, Issue,
    )
}  # fmt: skip

PARTS: dict[str, type[Part]] = {
    "citations": Citation,
    "readings": Reading,
    "answers": Answer,
    "dates": AgreementDate,
    "lineage": Lineage,
    "waivers": Waiver,
    "comments": Comment,
}


@cache
def references(said: type[Said]) -> dict[str, str]:
    """Return the fields of a record class that hold handles, each with the kind of record it refers to."""
    found: dict[str, str] = {}
    for name, field in said.model_fields.items():
        extra = field.json_schema_extra
        if isinstance(extra, dict) and "refers" in extra:
            found[name] = str(extra["refers"])
    return found
