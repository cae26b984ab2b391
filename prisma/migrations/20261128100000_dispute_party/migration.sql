-- CreateTable
CREATE TABLE "dispute_party" (
    "id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "name" TEXT,
    "phone" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dispute_party_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "dispute_party_ticket_id_idx" ON "dispute_party"("ticket_id");

-- A mediator's own list.
CREATE INDEX "ticket_mediators" ON "ticket" USING gin (("data"->'mediation'->'mediators')) WHERE "data" ? 'mediation';
