-- One row per session of a conversation. `id` is a pseudonym that cannot be led back without the key in the outbox.
CREATE TABLE conversations (
    id TEXT PRIMARY KEY,
    started_at TEXT NOT NULL,
    last_at TEXT NOT NULL,
    channel TEXT,
    page TEXT,               -- host of the page that embeds the assistant; NULL for a client without a page
    test INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX conversations_started ON conversations (started_at);

-- One row per message of a user, with what the assistant made of it.
CREATE TABLE turns (
    conversation TEXT NOT NULL REFERENCES conversations ON DELETE CASCADE,
    number INTEGER NOT NULL,
    at TEXT NOT NULL,
    intent TEXT,
    outcome TEXT,            -- of the reply (docs/reply-contract.md); NULL: there was none, something broke
    answer TEXT,             -- the answer shown, or the first of several
    answers TEXT NOT NULL DEFAULT ' ',    -- all answers shown, with a space before and after each
    topic TEXT,
    searched INTEGER NOT NULL DEFAULT 0,  -- 1: the message was a question that was searched for
    confidence REAL,         -- P(right) of the first answer found
    near TEXT,               -- answers that came nearest, separated by a space
    handover TEXT,           -- request, unanswered, complaint, failure (offered); begun, accepted, stopped, withdrawn
    step INTEGER,            -- in replies that go step by step
    steps INTEGER,
    reply_ms REAL,           -- from receiving the message to the first reply
    question TEXT,           -- text of a question without personal data; removed after its own term
    PRIMARY KEY (conversation, number)
) WITHOUT ROWID;
CREATE INDEX turns_at ON turns (at);

-- What users said of an answer: the last vote per answer and conversation counts.
CREATE TABLE votes (
    conversation TEXT NOT NULL,
    answer TEXT NOT NULL,
    helpful INTEGER NOT NULL,
    reason TEXT CHECK (reason IN ('wrong', 'unclear', 'incomplete', 'outdated', 'other')),
    at TEXT NOT NULL,
    PRIMARY KEY (conversation, answer)
) WITHOUT ROWID;
