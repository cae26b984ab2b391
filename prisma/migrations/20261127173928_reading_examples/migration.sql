-- AlterTable
ALTER TABLE "town" ADD COLUMN     "lexicon" JSONB NOT NULL DEFAULT '[]';

-- CreateTable
CREATE TABLE "reading_example" (
    "id" BIGSERIAL NOT NULL,
    "ticket_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "had_photo" BOOLEAN NOT NULL DEFAULT false,
    "read_category" TEXT NOT NULL,
    "read_urgency" TEXT NOT NULL,
    "read_area" TEXT NOT NULL,
    "right_category" TEXT,
    "right_urgency" TEXT,
    "right_area" TEXT,
    "by_identity" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reading_example_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "town_model" (
    "version" INTEGER NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "base" TEXT NOT NULL,
    "packed" JSONB,
    "figures" JSONB NOT NULL DEFAULT '{}',
    "last_example" BIGINT NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL,

    CONSTRAINT "town_model_pkey" PRIMARY KEY ("version")
);

-- CreateIndex
CREATE INDEX "reading_example_ticket_id_idx" ON "reading_example"("ticket_id");

ALTER TABLE "reading_example" ADD CONSTRAINT "reading_example_kind" CHECK ("kind" IN ('correction', 'confirmation'));
ALTER TABLE "town_model" ADD CONSTRAINT "town_model_state" CHECK ("state" IN ('in_use', 'kept', 'refused'));
-- A ticket that was opened again is confirmed once all the same.
CREATE UNIQUE INDEX "reading_example_confirmed" ON "reading_example" ("ticket_id") WHERE "kind" = 'confirmation';
CREATE UNIQUE INDEX "town_model_in_use" ON "town_model" ("state") WHERE "state" = 'in_use';
-- What is counted to see whether enough is new.
CREATE INDEX "reading_example_changed" ON "reading_example" ("id") WHERE "right_category" IS DISTINCT FROM "read_category";
