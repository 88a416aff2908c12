-- What was not answered: counted by day, topic and reason. What people wrote is scrubbed of
-- personal data before it comes here, and all of it goes after a time.
CREATE TABLE gap (
  day TEXT NOT NULL,
  topic TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('not_found', 'ambiguous', 'unhelpful')),
  questions INTEGER NOT NULL,
  PRIMARY KEY (day, topic, reason)
) STRICT, WITHOUT ROWID;

-- How a topic was asked about: a few examples, the scrubbed text.
CREATE TABLE gap_phrasing (
  topic TEXT NOT NULL,
  phrasing TEXT NOT NULL,
  questions INTEGER NOT NULL,
  last_day TEXT NOT NULL,
  PRIMARY KEY (topic, phrasing)
) STRICT, WITHOUT ROWID;

-- How much a day has written, so that a flood ends: all questions noted, those left out included, and the rows of gap.
CREATE TABLE gap_day (
  day TEXT PRIMARY KEY,
  questions INTEGER NOT NULL,
  gap_rows INTEGER NOT NULL DEFAULT 0,
  left_out INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TRIGGER gap_counted AFTER INSERT ON gap
BEGIN
  UPDATE gap_day SET gap_rows = gap_rows + 1 WHERE day = NEW.day;
END;
