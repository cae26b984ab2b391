-- CreateTable
CREATE TABLE "dispute_private" (
    "id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "text" TEXT,
    "phone" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dispute_private_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "dispute_private_ticket_id_idx" ON "dispute_private"("ticket_id");

-- A mediator's own list.
CREATE INDEX "ticket_mediators" ON "ticket" USING gin (("data"->'mediation'->'mediators')) WHERE "data" ? 'mediation';
