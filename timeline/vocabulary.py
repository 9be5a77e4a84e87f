"""The field's words, each with its meaning: what a record may say, and the only place where that is decided."""

from collections.abc import Iterator


class Vocabulary:
    """A closed list of words for one field, each word with its meaning, in the order they are shown."""

    __slots__ = ("meaning", "name", "places", "words")

    def __init__(self, name: str, meaning: str, **words: str) -> None:
        """Name the field that the words belong to, and give each word its meaning."""
        self.name = name
        self.meaning = meaning
        self.words = words
        self.places = {word: place for place, word in enumerate(words)}

    def __contains__(self, word: object) -> bool:
        return word in self.words

    def __iter__(self) -> Iterator[str]:
        return iter(self.words)

    def __getitem__(self, word: str) -> str:
        return self.words[word]

    def __len__(self) -> int:
        return len(self.words)

    def position(self, word: str) -> int:
        """Return the place of a word in the list, counted from 0."""
        return self.places[word]


PROCESS_STATUS = Vocabulary(
    "process.status",
    "Where a set of talks stands, as the coder reads the sources.",
    exploratory="The parties find out whether talks are possible.",
    pre_negotiation="The parties settle how to talk: format, agenda, venue.",
    formal_negotiation="The parties negotiate on substance.",
    stalled="Talks are formally open, and no round takes place.",
    suspended="A party or a mediator has announced a pause.",
    collapsed="Talks have ended without agreement.",
    agreement_reached="A settlement has been agreed; carrying it out has not begun.",
    implementation="What was agreed is being carried out.",
    concluded="The process has ended and nothing remains to be done under it.",
    unknown="The sources do not tell.",
)

ROUND_STATUS = Vocabulary(
    "round.status",
    "Whether a meeting took place.",
    proposed="Somebody has suggested the meeting; the others have not accepted.",
    tentative="The meeting is expected, and not settled.",
    confirmed="The parties have said that the meeting will take place.",
    held="The meeting took place.",
    adjourned="The meeting began and is to be continued.",
    postponed="The meeting was put off to a later date.",
    cancelled="The meeting was called off.",
    refused="A party declined to meet.",
    boycotted="The meeting was called and a party stayed away.",
    broken_off="The meeting began and a party left it.",
    unknown="The sources do not tell.",
)

ROUND_KIND = Vocabulary(
    "round.kind",
    "What sort of meeting it is.",
    contact="A call or encounter between the parties or with a third party.",
    exploratory="A meeting that finds out whether negotiation is possible.",
    formal_round="A numbered or announced round of negotiation.",
    working_group="A meeting of experts on part of the agenda.",
    summit="A meeting of heads of state, government or movement, or of foreign ministers.",
    signing="A ceremony at which a document is signed.",
    implementation_meeting="A meeting about carrying out what was agreed.",
    consultation="A third party talks with the sides, or a side with its own.",
    national_dialogue="A meeting of many groups of one society.",
)

ROUND_FORMAT = Vocabulary(
    "round.format",
    "How the parties met; several may apply.",
    direct_bilateral="Two parties face to face.",
    direct_multilateral="Three or more parties face to face.",
    mediated="A third party takes part in the exchange.",
    third_party_hosted="A third party provides the venue.",
    proximity="The parties are at one place and a third party goes between them.",
    shuttle="A third party travels between the parties.",
    video="By video link.",
    phone="By telephone.",
    written="By exchange of documents.",
    backchannel="Away from the public and from the official delegations.",
    unknown="The sources do not tell.",
)

TRACK_LEVEL = Vocabulary(
    "track.level",
    "Who talks in a track, in the usual numbering of diplomacy.",
    **{
        "1": "Officials of the parties.",
        "1.5": "Officials in a private capacity together with non-officials.",
        "2": "Influential people who hold no office.",
        "3": "Community and grass-roots level.",
    },
)

PARTY_TYPE = Vocabulary(
    "party.type",
    "What a party is.",
    state="A state.",
    unrecognised_entity="An entity that declares itself a state and that most states do not recognise.",
    state_military="The armed forces of a state, acting as a party of their own.",
    armed_organisation="An armed group that is not a state's.",
    political_party="A political party or parliamentary group.",
    igo="An organisation of states.",
    ngo="A non-governmental organisation.",
    civil_society="A civil-society body or movement.",
    state_coalition="Several states acting together.",
    umbrella="An alliance of organisations that negotiate as one.",
    community="A community, region or people.",
    other="None of these.",
)

THIRD_PARTY_ROLE = Vocabulary(
    "third_party.role",
    "What a third party does in a round; several may apply.",
    host="Provides the venue.",
    good_offices="Brings the parties together without taking part.",
    facilitator="Organises and keeps the talks going.",
    mediator="Takes part in the exchange and offers ideas.",
    lead_mediator="Leads the mediation.",
    drafter="Writes the text that is negotiated.",
    guarantor="Undertakes to see that the agreement or the process is kept.",
    witness="Signs or attends as a witness.",
    observer="Attends without a part in the exchange.",
    monitor="Watches how an agreement is kept.",
    humanitarian_intermediary="Arranges or escorts humanitarian measures.",
    donor="Pays for the talks or for what was agreed.",
)

DELEGATION_LEVEL = Vocabulary(
    "delegation.level",
    "The rank of those who lead a delegation.",
    heads_of_state="Presidents, monarchs or heads of government.",
    ministers="Ministers.",
    leadership="The leadership of a movement.",
    senior_officials="Advisers, deputy ministers, ambassadors, members of parliament.",
    experts="Technical experts.",
    unknown="The sources do not tell.",
)

DELEGATE_ROLE = Vocabulary(
    "delegate.role",
    "What a person does in a delegation; the office held is told beside it.",
    head="Leads the delegation.",
    deputy_head="Second in the delegation.",
    negotiator="Negotiates.",
    military_representative="Speaks for the armed forces.",
    technical_expert="Advises on a subject.",
    adviser="Advises the head of the delegation.",
    spokesperson="Speaks to the public.",
    signatory="Signs for the party.",
    interpreter="Interprets.",
    unspecified="A member whose role the sources do not tell.",
)

ATTENDANCE = Vocabulary(
    "delegate.attended",
    "Whether a named delegate was there.",
    yes="A source says that the person attended.",
    no="A source says that the person was named and did not attend.",
    remotely="The person took part by video or telephone.",
    unknown="The sources do not tell.",
)

STANCE = Vocabulary(
    "position.stance",
    "How a party stands on an issue.",
    demand="The party asks for this.",
    precondition="The party asks for this before it will talk or agree.",
    red_line="The party rules this out, or insists on it, whatever else is agreed.",
    proposal="The party puts this forward for discussion.",
    willingness="The party says it is ready to consider this.",
    concession="The party gives up part of an earlier position.",
    acceptance="The party accepts what another has put forward.",
    reservation="The party accepts with an exception.",
    rejection="The party turns down what another has put forward.",
    withdrawn="The party takes its position back.",
    no_position="A source says that the party takes no position.",
)

PRIORITY = Vocabulary(
    "position.priority",
    "How much the party says the position matters to it.",
    primary="Its main demand.",
    minimum="The least it will be content with.",
    secondary="Less than its main demands.",
    maximal="The most it asks for.",
    unspecified="The sources do not tell.",
)

TIMING = Vocabulary(
    "position.timing",
    "When a position was stated, as against its round.",
    before="Before the round opened.",
    at="During the round.",
    after="After the round closed.",
)

CHANGE = Vocabulary(
    "position.change",
    "How a position compares with the party's previous one on the same issue.",
    new="No earlier position of the party on the issue is on record.",
    same="The position is as before.",
    harder="The party asks for more, or insists more.",
    softer="The party asks for less, or insists less.",
    reversed="The party has turned from asking to refusing, or the other way.",
)

OUTCOME_STATUS = Vocabulary(
    "outcome.status",
    "What came of an issue in a round.",
    agreed="The parties agreed.",
    agreed_in_principle="The parties agreed on the aim, and left how to do it open.",
    partially_agreed="The parties agreed on part of the issue.",
    deferred="The parties put the issue off.",
    not_agreed="The issue was discussed and no agreement was reached.",
    rejected="A party turned the proposal down.",
    raised_not_discussed="A party raised the issue and it was not discussed.",
    disputed="The parties contradict each other on what came of it.",
    unknown="The sources do not tell.",
)

DEMAND_RESULT = Vocabulary(
    "demand.result",
    "What an outcome means for a demand.",
    met="The demand was granted.",
    partly_met="Part of the demand was granted.",
    unmet="The demand was not granted: a finding of a source, not the lack of one.",
    withdrawn="The party took the demand back.",
    superseded="A later demand took its place.",
    pending="The demand is still being negotiated.",
)

FOLLOW_UP_STATUS = Vocabulary(
    "follow_up.status",
    "What became of something agreed, as of a date.",
    attempted="It was begun.",
    partly_implemented="Part of it was carried out.",
    implemented="It was carried out.",
    disrupted="It was begun and interrupted.",
    failed="It was begun and came to nothing.",
    violated="A party acted against it.",
    reversed="It was carried out and undone.",
    expired="Its term ended.",
    collapsed="It ceased to hold.",
    disputed="The parties contradict each other on what became of it.",
    unknown="The sources do not tell.",
)

AGREEMENT_STAGE = Vocabulary(
    "agreement.stage",
    "What part of a peace process a document belongs to (the stages of the PA-X codebook).",
    pre_negotiation="Settles how to talk.",
    partial="Settles some of the issues.",
    comprehensive="Settles the conflict as a whole.",
    implementation="Carries out an earlier agreement.",
    renewal="Renews an earlier agreement.",
    ceasefire="Settles a ceasefire or a related truce.",
    other="None of these.",
)

AGREEMENT_FORM = Vocabulary(
    "agreement.form",
    "What form a document has.",
    written_signed="A signed text.",
    initialled="A text whose negotiators have put their initials to it.",
    joint_statement="A statement issued together.",
    written_unsigned="A text that was not signed.",
    verbal="An oral understanding.",
    exchange_of_documents="Letters or drafts sent to each other.",
    unilateral_declaration="A declaration by one side.",
)

AGREEMENT_DATE = Vocabulary(
    "agreement.dates",
    "The days that matter in a document's life, each kept apart.",
    drafted="The text was written.",
    handed_over="The text was given to the other side.",
    announced="The text was made known.",
    initialled="Negotiators put their initials to it.",
    signed="It was signed.",
    in_force="It took effect.",
    amended="It was changed.",
    suspended="A party stopped applying it.",
    ended="It ceased to be in force.",
)

AGREEMENT_RELATION = Vocabulary(
    "agreement.lineage",
    "How a document stands to an earlier one.",
    implements="Carries the earlier document out.",
    amends="Changes the earlier document.",
    replaces="Takes the place of the earlier document.",
    renews="Extends the earlier document.",
    answers="Is a counter-draft to the earlier document.",
    annexed_to="Is an annex of the earlier document.",
)

SIGNATURE_STATUS = Vocabulary(
    "signature.status",
    "Whether a party put its name to a document.",
    signed="It signed.",
    initialled="It put its initials to the text.",
    refused="It declined to sign.",
    withdrawn="It signed and took its signature back.",
    with_reservation="It signed with an exception.",
)

EVENT_KIND = Vocabulary(
    "context.kind",
    "What sort of thing happened outside the talks.",
    battle="Fighting between armed forces or groups.",
    territorial_change="Control of a place changed.",
    attack_on_civilians="Civilians were attacked.",
    ceasefire_breach="A ceasefire was broken.",
    sanction="A sanction was imposed or lifted.",
    recognition="A state or government was recognised.",
    election="An election or referendum.",
    leadership_change="Leaders changed.",
    external_agreement="An agreement outside the process.",
    humanitarian="A humanitarian matter: displacement, relief, exchange of prisoners.",
    diplomacy="Diplomacy outside the rounds.",
    other="None of these.",
)

PLACE_PRECISION = Vocabulary(
    "place.precision",
    "How closely the place is known.",
    exact="The building or site.",
    within_25km="The town, or within 25 kilometres of it.",
    district="The district.",
    region="The region or province.",
    landscape="A named landscape: a forest, a valley, a river bank.",
    country="The country.",
    virtual="No place: by video, by telephone, in writing.",
    undisclosed="The parties kept the place secret.",
)

SOURCE_KIND = Vocabulary(
    "source.kind",
    "What sort of source it is.",
    agreement_text="The text of an agreement.",
    official_statement="A statement or decree of a party or an official body.",
    joint_communique="A text issued by the parties together.",
    wire="A news agency.",
    newspaper="A newspaper or news site.",
    broadcaster="A radio or television broadcaster, or its site.",
    analysis="An analysis or a study.",
    monitoring_report="A report of a monitoring body.",
    dataset="A dataset.",
    interview="An interview.",
    social_media="A message on a social network or blog.",
    encyclopedia="An encyclopedia.",
    other="None of these.",
)

AFFILIATION = Vocabulary(
    "source.affiliation",
    "Whose voice a source is; a party's code stands for that party.",
    independent="Of none of the parties.",
    third_party="Of a host, mediator or other third party.",
    unknown="Not known.",
)

CLAIM_STANCE = Vocabulary(
    "claim.stance",
    "What a source does with the fact that it is cited for.",
    asserts="Says that it is so, on its own word or a named speaker's.",
    confirms="Says that what another has said is so.",
    denies="Says that it is not so.",
    reports="Passes on what others say without taking it as its own.",
    infers="Concludes it from something else.",
)

DATE_BASIS = Vocabulary(
    "date.basis",
    "How the date was obtained from the source.",
    stated="The source gives the date.",
    inferred_weekday="From a weekday and the day of publication.",
    inferred_publication="From the day of publication.",
    inferred_relative="From words such as 'earlier this week'.",
    converted_calendar="From another calendar.",
)

ISSUE_FAMILY = Vocabulary(
    "issue.family",
    "The broad subject that an issue belongs to.",
    process_modalities="How, where and with whom to talk.",
    humanitarian="Relief, corridors, evacuation, the dead and missing.",
    ceasefire_security="Ceasefires, forces, arms, disarmament.",
    territory_borders="Territory, borders, withdrawal.",
    state_recognition="Recognition and status of states and entities.",
    governance="Constitution, elections, institutions.",
    power_sharing="Sharing of offices and power.",
    rights_justice="Rights, language, victims, amnesty, justice.",
    detainees="Prisoners, hostages, detainees.",
    socio_economic="Land, economy, reconstruction, sanctions relief.",
    external_relations_guarantees="Alliances, neutrality, guarantees, foreign troops.",
    implementation="Carrying out and monitoring.",
)

STANDING = Vocabulary(
    "standing",
    "How well a fact is supported: derived from its claims by rule, never typed in.",
    disputed="A party or a source contradicts it.",
    both_sides_confirm="Every party at the talks confirms it.",
    one_side_only="It rests on the word of one side.",
    corroborated="Two or more independent sources carry it.",
    single_source="It rests on one source.",
    unsourced="No source is on record.",
)

KINDS = Vocabulary(
    "kind",
    "What sort of record a handle stands for.",
    process="A set of talks between parties about issues.",
    track="A strand of a process in which rounds are numbered.",
    round="A meeting, or one proposed, postponed, refused or cancelled.",
    delegation="A party's presence in a round.",
    delegate="A person in a delegation.",
    third_party="A party that hosts, mediates, guarantees or watches a round.",
    intermediary="A person who acts for a third party in a round.",
    position="How a party stands on an issue at a time.",
    outcome="What came of an issue in a round.",
    follow_up="What became of an outcome, a provision or an agreement.",
    agreement="A document that came out of the talks or was exchanged in them.",
    signature="A party's or person's hand under an agreement.",
    provision="A clause of an agreement.",
    statement="What a person or party said in public about the talks.",
    event="Something that happened outside the talks.",
    source="A document that facts rest on.",
    party="A side, a third party or an organisation.",
    person="A person in a public role.",
    place="A place, at the precision the sources give.",
    issue="A subject of negotiation.",
)

PLURALS: dict[str, str] = {
    "processes": "process", "tracks": "track", "rounds": "round", "delegations": "delegation", "delegates": "delegate",
    "third-parties": "third_party", "intermediaries": "intermediary", "positions": "position", "outcomes": "outcome",
    "follow-ups": "follow_up", "agreements": "agreement", "signatures": "signature", "provisions": "provision",
    "statements": "statement", "events": "event", "sources": "source", "parties": "party", "persons": "person",
    "places": "place", "issues": "issue",
}  # fmt: skip
"""The kinds of record by the word for several of them."""

STATUS_OF: dict[str, Vocabulary] = {
    "process": PROCESS_STATUS,
    "round": ROUND_STATUS,
    "outcome": OUTCOME_STATUS,
    "follow_up": FOLLOW_UP_STATUS,
    "signature": SIGNATURE_STATUS,
}
"""The statuses of the kinds that have any."""

CHRONOLOGY_STATUS = Vocabulary(
    "chronology.status",
    "The statuses of rounds, outcomes and follow-ups together.",
    **{**FOLLOW_UP_STATUS.words, **OUTCOME_STATUS.words, **ROUND_STATUS.words},
)

LEDGER_STATUS = Vocabulary(
    "ledger.status",
    "The statuses of outcomes and follow-ups and the results of demands together.",
    **{**FOLLOW_UP_STATUS.words, **DEMAND_RESULT.words, **OUTCOME_STATUS.words},
)

POSITION_STATUS = Vocabulary(
    "position.status",
    "The stances of positions and the results of demands together.",
    **{**DEMAND_RESULT.words, **STANCE.words},
)

DOCUMENT_STATUS = Vocabulary(
    "document.status",
    "The statuses of signatures and of what became of a document or a provision together.",
    **{**FOLLOW_UP_STATUS.words, **SIGNATURE_STATUS.words},
)

DATABASE_CARE = Vocabulary(
    "database.care",
    "What may be done with a database.",
    info="tell its version, its size, and what it holds",
    upgrade="bring it up to date, after a copy, where an older timeline made it",
    backup="copy it as it stands at one moment, while others may write",
    verify="look for anything that was changed or lost, in the records, in what follows from them, and in the history",
)


def kind_named(word: str) -> str | None:
    """Return the kind that a word stands for, in the singular or the plural; None where there is none."""
    plain = word.lower().replace("_", "-")
    return PLURALS.get(plain) or next((kind for kind in KINDS if kind == plain.replace("-", "_")), None)


ALL: tuple[Vocabulary, ...] = tuple(value for value in list(vars().values()) if isinstance(value, Vocabulary))
