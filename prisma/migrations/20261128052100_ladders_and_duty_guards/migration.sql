-- Closed sets of duty, reminders and calls, and those that wait: few, however long the history grows.

ALTER TABLE "roster" ADD CONSTRAINT "roster_post" CHECK (("department" IS NULL) <> ("area" IS NULL));
ALTER TABLE "roster" ADD CONSTRAINT "roster_who" CHECK (("role" IS NULL) <> ("person_id" IS NULL));
ALTER TABLE "absence" ADD CONSTRAINT "absence_source" CHECK ("source" IN ('import', 'chat'));
ALTER TABLE "duty_swap" ADD CONSTRAINT "duty_swap_state" CHECK ("state" IN ('asked', 'agreed', 'refused'));
ALTER TABLE "reminder" ADD CONSTRAINT "reminder_state" CHECK ("state" IN ('said', 'waiting', 'dropped'));
ALTER TABLE "webhook_call" ADD CONSTRAINT "webhook_call_state" CHECK ("state" IN ('pending', 'sent', 'failed'));
CREATE INDEX "reminder_waiting" ON "reminder" ("due_at") WHERE "state" = 'waiting';
CREATE INDEX "webhook_call_waiting" ON "webhook_call" ("next_at") WHERE "state" = 'pending';
