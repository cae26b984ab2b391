-- Tickets keep the reports that joined them; those from before have none. Found by reporter for /mine.

UPDATE "ticket" SET "data" = '{"joined": [], "mergedInto": null}'::jsonb || "data" WHERE NOT "data" ? 'joined';
CREATE INDEX "ticket_joined" ON "ticket" USING gin (("data"->'joined') jsonb_path_ops);
