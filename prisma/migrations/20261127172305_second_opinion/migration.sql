-- CreateTable
CREATE TABLE "second_opinion" (
    "inbox_id" BIGINT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT,
    "answer" JSONB,

    CONSTRAINT "second_opinion_pkey" PRIMARY KEY ("inbox_id")
);

-- CreateIndex
CREATE INDEX "second_opinion_asked_at_idx" ON "second_opinion"("asked_at");

-- AddForeignKey
ALTER TABLE "second_opinion" ADD CONSTRAINT "second_opinion_inbox_id_fkey" FOREIGN KEY ("inbox_id") REFERENCES "inbox"("id") ON DELETE CASCADE ON UPDATE CASCADE;
