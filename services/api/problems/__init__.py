"""What can be wrong with a request, as RFC 9457 problem details with Thai and English sentences.

Problem
├── BadRequest              400  the request cannot be read
├── Unauthenticated         401  nobody knows who is asking
├── Forbidden               403  known, but not allowed
├── NotFound                404
├── MethodNotAllowed        405
├── Conflict                409  what is recorded already stands against it
├── PreconditionFailed      412
├── TooLarge                413
├── UnsupportedMediaType    415
├── Unprocessable           422  readable, but a value is not allowed
├── TooMany                 429  more at a time than anybody's share
├── Broken                  500  a fault of ours
└── Unavailable             503  trying again later may work

Each problem is one class below these: ``code`` is stable (kebab-case), ``th`` and ``en`` are sentences for people with
words in braces filled from the details, and the docstring tells what to do about it. The rules of the assessment
(``shared.rounds``) are described in the same way; together they are what ``/api/v1/problems/<code>`` explains.
"""

from services.api.problems.access import (
    BadToken,
    LoginNeeded,
    OtherDivision,
    OtherUnit,
    PermissionMissing,
)
from services.api.problems.files import BadFileMapping, FileProblems, NotThePreviewed, PreviewExpired
from services.api.problems.kinds import (
    BadRequest,
    Broken,
    Conflict,
    Forbidden,
    MethodNotAllowed,
    NotFound,
    PreconditionFailed,
    Problem,
    RuleRefused,
    TooLarge,
    TooMany,
    Unauthenticated,
    Unavailable,
    Unprocessable,
    UnsupportedMediaType,
    status_of,
    status_of_kind,
)
from services.api.problems.state import (
    Busy,
    DatabaseAway,
    IdempotencyKeyReused,
    PositionNotReached,
    TokenNotGood,
    TooManyAnswers,
    TooManyStreams,
    VersionConflict,
)
from services.api.problems.unknown import (
    EvidenceLost,
    NoEarlierAudit,
    NoReport,
    NoSnapshots,
    RoundNotOpenThen,
    UnknownAudit,
    UnknownEvidence,
    UnknownFile,
    UnknownInstrument,
    UnknownItem,
    UnknownProblem,
    UnknownRound,
    UnknownRubric,
    UnknownSurveyLine,
    UnknownUnit,
    UnknownYear,
)
from services.api.problems.unreadable import (
    BadChange,
    BadCursor,
    BadIdempotencyKey,
    BadIfMatch,
    BadParameter,
    BadText,
    FormNotOurs,
    JsonExpected,
    NotJson,
    Unrecordable,
    WrongShape,
)

__all__ = [
    "BadChange",
    "BadCursor",
    "BadFileMapping",
    "BadIdempotencyKey",
    "BadIfMatch",
    "BadParameter",
    "BadRequest",
    "BadText",
    "BadToken",
    "Broken",
    "Busy",
    "Conflict",
    "DatabaseAway",
    "EvidenceLost",
    "FileProblems",
    "Forbidden",
    "FormNotOurs",
    "IdempotencyKeyReused",
    "JsonExpected",
    "LoginNeeded",
    "MethodNotAllowed",
    "NoEarlierAudit",
    "NoReport",
    "NoSnapshots",
    "NotFound",
    "NotJson",
    "NotThePreviewed",
    "OtherDivision",
    "OtherUnit",
    "PermissionMissing",
    "PositionNotReached",
    "PreconditionFailed",
    "PreviewExpired",
    "Problem",
    "RoundNotOpenThen",
    "RuleRefused",
    "TokenNotGood",
    "TooLarge",
    "TooMany",
    "TooManyAnswers",
    "TooManyStreams",
    "Unauthenticated",
    "Unavailable",
    "UnknownAudit",
    "UnknownEvidence",
    "UnknownFile",
    "UnknownInstrument",
    "UnknownItem",
    "UnknownProblem",
    "UnknownRound",
    "UnknownRubric",
    "UnknownSurveyLine",
    "UnknownUnit",
    "UnknownYear",
    "Unprocessable",
    "Unrecordable",
    "UnsupportedMediaType",
    "VersionConflict",
    "WrongShape",
    "status_of",
    "status_of_kind",
]
