-- What Prisma's schema language cannot say: closed sets, the work that waits, and append-only history.

ALTER TABLE "inbox" ADD CONSTRAINT "inbox_state" CHECK ("state" IN ('pending', 'done', 'skipped', 'failed', 'malformed'));
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_state" CHECK ("state" IN ('pending', 'sending', 'sent', 'merged', 'failed'));
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_kind" CHECK ("kind" IN ('message', 'card', 'answer'));
ALTER TABLE "timer" ADD CONSTRAINT "timer_state" CHECK ("state" IN ('armed', 'fired', 'cancelled'));
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_type" CHECK ("type" IN ('dm', 'group'));
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_status" CHECK ("status" IN ('active', 'left', 'blocked'));
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_state" CHECK ("state" IN
  ('new', 'needs_info', 'dispatched', 'accepted', 'resolved', 'closed', 'suspended', 'rejected', 'withdrawn', 'merged'));
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_urgency" CHECK ("urgency" IN ('low', 'normal', 'urgent', 'emergency'));

-- Only what still waits is indexed: these stay small however long the history grows.
CREATE INDEX "inbox_waiting" ON "inbox" ("lane", "ord", "id") WHERE "state" = 'pending';
CREATE INDEX "outbox_waiting" ON "outbox" ("conversation_id", "id") WHERE "state" IN ('pending', 'sending');
CREATE INDEX "timer_armed" ON "timer" ("due_at") WHERE "state" = 'armed';
CREATE INDEX "timer_armed_ticket" ON "timer" ("ticket_id", "kind") WHERE "state" = 'armed';
CREATE INDEX "ticket_open" ON "ticket" ("resolve_due") WHERE "state" NOT IN ('closed', 'rejected', 'withdrawn', 'merged');

CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the history of tickets is append-only';
END $$;
CREATE TRIGGER "ticket_event_append_only" BEFORE UPDATE OR DELETE ON "ticket_event"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

-- Ends a statement with a conflict when its condition does not hold (rule 3: all effects or none).
CREATE FUNCTION "must"(ok boolean, what text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  IF ok IS NOT TRUE THEN
    RAISE EXCEPTION USING ERRCODE = '40001', MESSAGE = what;
  END IF;
  RETURN true;
END $$;

-- A reply finds its ticket by the platform's message id.
CREATE INDEX "outbox_platform" ON "outbox" ("conversation_id", "platform_id") WHERE "platform_id" IS NOT NULL;
CREATE INDEX "card_platform" ON "card" ("conversation_id", "platform_id") WHERE "platform_id" IS NOT NULL;
CREATE INDEX "message_album" ON "message" ("conversation_id", "album_id") WHERE "album_id" IS NOT NULL;
