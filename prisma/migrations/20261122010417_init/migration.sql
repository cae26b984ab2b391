-- CreateTable
CREATE TABLE "town" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "version" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL,
    "letters" TEXT NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "policy" JSONB NOT NULL DEFAULT '{}',
    "taxonomy" JSONB NOT NULL DEFAULT '[]',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "town_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "area" (
    "code" TEXT NOT NULL,
    "parent" TEXT,
    "level" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "aliases" TEXT[],
    "kind" TEXT NOT NULL,
    "households" INTEGER,
    "lng" DOUBLE PRECISION,
    "lat" DOUBLE PRECISION,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "area_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "department" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "aliases" TEXT[],
    "area" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "department_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "phone" TEXT,
    "party" BOOLEAN NOT NULL DEFAULT false,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "link_gen" INTEGER NOT NULL DEFAULT 1,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "post" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "area" TEXT,
    "department" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "post_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "responsibility" (
    "category" TEXT NOT NULL,
    "area" TEXT NOT NULL,
    "lead" TEXT NOT NULL,
    "assist" TEXT[],
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "responsibility_pkey" PRIMARY KEY ("category","area")
);

-- CreateTable
CREATE TABLE "conversation" (
    "id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "title" TEXT,
    "area" TEXT,
    "department" TEXT,
    "identity_id" UUID,
    "status" TEXT NOT NULL DEFAULT 'active',
    "can_hear_all" BOOLEAN,
    "told_bind" BOOLEAN NOT NULL DEFAULT false,
    "told_hear" BOOLEAN NOT NULL DEFAULT false,
    "hold_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "conversation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conversation_address" (
    "channel" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "chat" TEXT NOT NULL,
    "conversation_id" UUID NOT NULL,
    "current" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "conversation_address_pkey" PRIMARY KEY ("channel","account","chat")
);

-- CreateTable
CREATE TABLE "identity" (
    "id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "person_id" UUID,
    "name" TEXT,
    "language" TEXT,
    "tied_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "identity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbox" (
    "id" BIGSERIAL NOT NULL,
    "channel" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "lane" TEXT NOT NULL,
    "ord" BIGINT NOT NULL,
    "event" JSONB,
    "raw" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "request_id" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retry_at" TIMESTAMPTZ(3),
    "processed_at" TIMESTAMPTZ(3),

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message" (
    "id" BIGSERIAL NOT NULL,
    "conversation_id" UUID NOT NULL,
    "platform_id" TEXT NOT NULL,
    "thread" TEXT,
    "direction" TEXT NOT NULL,
    "identity_id" UUID,
    "text" TEXT NOT NULL DEFAULT '',
    "photos" TEXT[],
    "parts" JSONB NOT NULL DEFAULT '[]',
    "reply_to" TEXT,
    "album_id" TEXT,
    "ticket_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "edited_at" TIMESTAMPTZ(3),

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "media" (
    "hash" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "width" INTEGER,
    "height" INTEGER,
    "lng" DOUBLE PRECISION,
    "lat" DOUBLE PRECISION,
    "taken_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "media_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "media_fetch" (
    "id" BIGSERIAL NOT NULL,
    "channel" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "ticket_id" UUID,
    "message_id" BIGINT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "error" TEXT,
    "next_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "media_fetch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ticket" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "urgency" TEXT NOT NULL,
    "area" TEXT NOT NULL,
    "department" TEXT,
    "handler" UUID,
    "reporter_identity" UUID,
    "source_conversation" UUID NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "accept_due" TIMESTAMPTZ(3),
    "resolve_due" TIMESTAMPTZ(3),
    "resolved_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL,
    "data" JSONB NOT NULL,

    CONSTRAINT "ticket_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ticket_event" (
    "ticket_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "command" TEXT NOT NULL,
    "by" JSONB NOT NULL,
    "from" TEXT,
    "to" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "note" TEXT,
    "inbox_id" BIGINT,
    "request_id" TEXT,

    CONSTRAINT "ticket_event_pkey" PRIMARY KEY ("ticket_id","seq")
);

-- CreateTable
CREATE TABLE "assignment" (
    "id" BIGSERIAL NOT NULL,
    "ticket_id" UUID NOT NULL,
    "department" TEXT NOT NULL,
    "person_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "timer" (
    "id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "generation" INTEGER NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'armed',
    "fired_at" TIMESTAMPTZ(3),

    CONSTRAINT "timer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "card" (
    "id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "view" TEXT NOT NULL,
    "thread" TEXT,
    "reply_to" TEXT,
    "content" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "sent_version" INTEGER NOT NULL DEFAULT 0,
    "platform_id" TEXT,
    "form" TEXT,

    CONSTRAINT "card_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "conversation_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "card_id" UUID,
    "ticket_id" UUID,
    "thread" TEXT,
    "reply_to" TEXT,
    "content" JSONB,
    "idempotency_key" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "in_doubt" BOOLEAN NOT NULL DEFAULT false,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3),
    "error" TEXT,
    "platform_id" TEXT,
    "request_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "button_token" (
    "token" TEXT NOT NULL,
    "ticket_id" UUID,
    "conversation_id" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "args" JSONB NOT NULL DEFAULT '{}',
    "identity_id" UUID,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "button_token_pkey" PRIMARY KEY ("token")
);

-- CreateTable
CREATE TABLE "dialog" (
    "conversation_id" UUID NOT NULL,
    "identity_id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "waits_for" TEXT NOT NULL,
    "args" JSONB NOT NULL DEFAULT '{}',
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dialog_pkey" PRIMARY KEY ("conversation_id","identity_id")
);

-- CreateTable
CREATE TABLE "audit_log" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ticket_counter" (
    "period" TEXT NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "ticket_counter_pkey" PRIMARY KEY ("period")
);

-- CreateTable
CREATE TABLE "web_post" (
    "id" BIGSERIAL NOT NULL,
    "room" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "author" TEXT,
    "author_name" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "reply_to" BIGINT,
    "client_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "edited_at" TIMESTAMPTZ(3),

    CONSTRAINT "web_post_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "area_parent_idx" ON "area"("parent");

-- CreateIndex
CREATE UNIQUE INDEX "person_key_key" ON "person"("key");

-- CreateIndex
CREATE INDEX "person_phone_idx" ON "person"("phone");

-- CreateIndex
CREATE INDEX "post_person_id_idx" ON "post"("person_id");

-- CreateIndex
CREATE INDEX "conversation_area_idx" ON "conversation"("area");

-- CreateIndex
CREATE INDEX "conversation_department_idx" ON "conversation"("department");

-- CreateIndex
CREATE INDEX "conversation_identity_id_idx" ON "conversation"("identity_id");

-- CreateIndex
CREATE INDEX "conversation_address_conversation_id_idx" ON "conversation_address"("conversation_id");

-- CreateIndex
CREATE INDEX "identity_person_id_idx" ON "identity"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "identity_channel_account_user_id_key" ON "identity"("channel", "account", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "inbox_channel_account_dedupe_key_key" ON "inbox"("channel", "account", "dedupe_key");

-- CreateIndex
CREATE INDEX "message_conversation_id_at_idx" ON "message"("conversation_id", "at");

-- CreateIndex
CREATE INDEX "message_ticket_id_idx" ON "message"("ticket_id");

-- CreateIndex
CREATE UNIQUE INDEX "message_conversation_id_platform_id_key" ON "message"("conversation_id", "platform_id");

-- CreateIndex
CREATE INDEX "media_fetch_state_next_at_idx" ON "media_fetch"("state", "next_at");

-- CreateIndex
CREATE UNIQUE INDEX "ticket_number_key" ON "ticket"("number");

-- CreateIndex
CREATE INDEX "ticket_area_state_idx" ON "ticket"("area", "state");

-- CreateIndex
CREATE INDEX "ticket_department_state_idx" ON "ticket"("department", "state");

-- CreateIndex
CREATE INDEX "ticket_reporter_identity_idx" ON "ticket"("reporter_identity");

-- CreateIndex
CREATE INDEX "ticket_source_conversation_state_idx" ON "ticket"("source_conversation", "state");

-- CreateIndex
CREATE INDEX "assignment_ticket_id_idx" ON "assignment"("ticket_id");

-- CreateIndex
CREATE UNIQUE INDEX "timer_ticket_id_kind_generation_key" ON "timer"("ticket_id", "kind", "generation");

-- CreateIndex
CREATE UNIQUE INDEX "card_ticket_id_conversation_id_view_key" ON "card"("ticket_id", "conversation_id", "view");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_idempotency_key_key" ON "outbox"("idempotency_key");

-- CreateIndex
CREATE INDEX "outbox_conversation_id_sent_at_idx" ON "outbox"("conversation_id", "sent_at");

-- CreateIndex
CREATE INDEX "button_token_expires_at_idx" ON "button_token"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "web_post_client_key_key" ON "web_post"("client_key");

-- CreateIndex
CREATE INDEX "web_post_room_seq_idx" ON "web_post"("room", "seq");
