-- Closed sets of questions, and those that wait or are open: few, however many were asked.

ALTER TABLE "question" ADD CONSTRAINT "question_kind" CHECK ("kind" IN ('place', 'report', 'photo', 'same'));
ALTER TABLE "question" ADD CONSTRAINT "question_state" CHECK ("state" IN ('waiting', 'asked', 'answered', 'dropped'));
CREATE INDEX "question_due" ON "question" ("due_at") WHERE "state" = 'waiting';
CREATE INDEX "question_open" ON "question" ("about_conversation", "author") WHERE "state" IN ('waiting', 'asked');
CREATE INDEX "question_card" ON "question" ("card_id") WHERE "state" = 'asked';
