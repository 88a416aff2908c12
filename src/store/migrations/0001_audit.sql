-- Who changed what, when, from what to what. Written before a change and completed after it:
-- a row that stays 'started' tells of a change that was cut short.
CREATE TABLE audit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  role TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  before TEXT,
  after TEXT,
  outcome TEXT NOT NULL CHECK (outcome IN ('started', 'done', 'refused', 'failed')),
  detail TEXT
) STRICT;
