-- Scores of a month look at the tickets that changed since it began; questions about results are counted by the day.

CREATE INDEX "ticket_updated" ON "ticket" ((("data"->>'updatedAt') COLLATE "C"));
-- One row for each question a person got on a day, `2026-11-28/1`: two at the same moment cannot both be the first.
CREATE UNIQUE INDEX "feedback_asked" ON "audit_log" ("actor", "target") WHERE "action" = 'feedback.asked';
