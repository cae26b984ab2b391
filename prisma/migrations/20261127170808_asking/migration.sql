-- AlterTable
ALTER TABLE "card" ALTER COLUMN "ticket_id" DROP NOT NULL;

-- CreateTable
CREATE TABLE "question" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "about_conversation" UUID NOT NULL,
    "about_message" TEXT NOT NULL,
    "author" UUID,
    "ticket_id" UUID,
    "conversation_id" UUID NOT NULL,
    "card_id" UUID,
    "choices" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "asked_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_by" UUID,
    "answer" TEXT,

    CONSTRAINT "question_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reading" (
    "ticket_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "model" TEXT NOT NULL,
    "data" JSONB NOT NULL,

    CONSTRAINT "reading_pkey" PRIMARY KEY ("ticket_id","version")
);

-- CreateIndex
CREATE UNIQUE INDEX "question_about_conversation_about_message_key" ON "question"("about_conversation", "about_message");
