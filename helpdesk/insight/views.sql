-- What the rows mean. Made anew each time the file is opened, so a definition is changed here and nowhere else.

-- The names that a reader sees, in the order in which they are shown.
DROP VIEW IF EXISTS outcome_names;
CREATE VIEW outcome_names (outcome, place, name) AS VALUES
    ('confirmed', 1, 'beantwoord en bevestigd'),
    ('answered', 2, 'beantwoord, geen teken'),
    ('asked_back', 3, 'doorgevraagd'),
    ('refused', 4, 'geen antwoord'),
    ('handed_over', 5, 'naar een mens'),
    ('abandoned', 6, 'afgebroken'),
    ('safety', 7, 'veiligheid');
DROP VIEW IF EXISTS result_names;
CREATE VIEW result_names (result, place, name) AS VALUES
    ('answered', 1, 'meteen beantwoord'),
    ('asked_back', 2, 'doorgevraagd'),
    ('refused', 3, 'geen antwoord'),
    ('failed', 4, 'storing');
DROP VIEW IF EXISTS reason_names;
CREATE VIEW reason_names (reason, name) AS VALUES
    ('wrong', 'klopt niet'), ('unclear', 'onduidelijk'), ('incomplete', 'onvolledig'), ('outdated', 'verouderd'),
    ('other', 'iets anders'),
    ('request', 'gebruiker vroeg om een mens'), ('unanswered', 'twee keer geen antwoord'),
    ('complaint', 'klacht'), ('failure', 'storing');

-- Conversations that count: no tests, and ended, which is an hour without a message.
DROP VIEW IF EXISTS counted;
CREATE VIEW counted AS
SELECT id, started_at, last_at, date(started_at) AS day, channel, coalesce(page, 'zonder pagina') AS page
FROM conversations
WHERE test = 0 AND last_at < strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-60 minutes');

-- The last message of each conversation that was about the matter. Greetings, thanks and the like are not.
DROP VIEW IF EXISTS last_turns;
CREATE VIEW last_turns AS
SELECT * FROM (
    SELECT *, row_number() OVER (PARTITION BY conversation ORDER BY number DESC) AS back
    FROM turns WHERE outcome IS NULL OR outcome <> 'smalltalk'
) WHERE back = 1;

-- Signs of the user about the last answer: `yes` a vote that it helped, or thanks; `no` a vote that it did not, or a
-- complaint. A no outweighs a yes.
DROP VIEW IF EXISTS signs;
CREATE VIEW signs AS
SELECT
    l.conversation,
    EXISTS (
        SELECT 1 FROM votes v
        WHERE v.conversation = l.conversation AND instr(l.answers, ' ' || v.answer || ' ') AND v.helpful = 1
    ) OR EXISTS (
        SELECT 1 FROM turns t WHERE t.conversation = l.conversation AND t.number > l.number AND t.intent = 'thank'
    ) AS yes,
    EXISTS (
        SELECT 1 FROM votes v
        WHERE v.conversation = l.conversation AND instr(l.answers, ' ' || v.answer || ' ') AND v.helpful = 0
    ) OR EXISTS (
        SELECT 1 FROM turns t WHERE t.conversation = l.conversation AND t.number > l.number AND t.intent = 'complaint'
    ) AS no
FROM last_turns l;

-- Conversations in which a question was forwarded, and what became of the last one.
DROP VIEW IF EXISTS forwarded;
CREATE VIEW forwarded AS
SELECT * FROM (
    SELECT conversation, handover, row_number() OVER (PARTITION BY conversation ORDER BY number DESC) AS back
    FROM turns WHERE handover IN ('accepted', 'withdrawn')
) WHERE back = 1;

-- How each conversation ended; exactly one of seven. The first line that fits counts.
DROP VIEW IF EXISTS outcomes;
CREATE VIEW outcomes AS
SELECT c.id, c.day, c.page,
    CASE
        -- danger or a victim, anywhere in the conversation
        WHEN EXISTS (SELECT 1 FROM turns t WHERE t.conversation = c.id AND t.outcome = 'safety') THEN 'safety'
        -- a question was forwarded, and in this conversation not withdrawn
        WHEN f.handover = 'accepted' THEN 'handed_over'
        WHEN f.handover = 'withdrawn' THEN 'abandoned'
        -- the user never asked anything, or got no reply because something broke
        WHEN l.outcome IS NULL THEN 'abandoned'
        -- the user asked for a person and was told where to find one
        WHEN l.outcome = 'handoff' AND NOT l.searched THEN 'handed_over'
        -- not known, not allowed, or out of scope; also when a person was named because it was not known twice
        WHEN l.outcome IN ('refuse', 'handoff') THEN 'refused'
        -- the user left while something was still asked of him
        WHEN l.outcome = 'flow' AND (l.steps IS NULL OR l.step < l.steps) THEN 'abandoned'
        -- the user said that the answer was no good, and left
        WHEN s.no THEN 'abandoned'
        WHEN s.yes THEN 'confirmed'
        -- two possible answers were shown, and nothing followed
        WHEN l.outcome = 'clarify' THEN 'asked_back'
        ELSE 'answered'
    END AS outcome
FROM counted c
LEFT JOIN last_turns l ON l.conversation = c.id
LEFT JOIN signs s ON s.conversation = c.id
LEFT JOIN forwarded f ON f.conversation = c.id;

-- Messages that were searched for, also in conversations that are still going on; no tests.
DROP VIEW IF EXISTS searches;
CREATE VIEW searches AS
SELECT t.*, date(t.at) AS day, c.page,
    CASE
        WHEN t.outcome = 'answer' THEN 'answered'
        WHEN t.outcome = 'clarify' THEN 'asked_back'
        WHEN t.outcome IN ('refuse', 'handoff') THEN 'refused'
        ELSE 'failed'
    END AS result
FROM turns t JOIN conversations c ON c.id = t.conversation
WHERE t.searched = 1 AND c.test = 0;

-- Questions: those in conversations that count.
DROP VIEW IF EXISTS questions;
CREATE VIEW questions AS
SELECT s.* FROM searches s JOIN counted c ON c.id = s.conversation;

-- Questions for the editors, at once, each with why it is here. A question that was not answered but led to an answer by a
-- button of the same reply stays: the user had to choose.
DROP VIEW IF EXISTS gaps;
CREATE VIEW gaps AS
SELECT q.conversation, q.number, q.at, q.day, q.page, q.question, q.answer, q.confidence, q.near,
    CASE
        WHEN q.result = 'refused' THEN 'refused'
        WHEN v.helpful = 0 THEN 'voted'
        ELSE 'unsure'
    END AS why,
    v.reason
FROM searches q
LEFT JOIN votes v ON v.conversation = q.conversation AND instr(q.answers, ' ' || v.answer || ' ') AND v.helpful = 0
WHERE q.question IS NOT NULL AND (q.result IN ('refused', 'asked_back') OR v.helpful = 0 OR q.confidence < 0.75);
