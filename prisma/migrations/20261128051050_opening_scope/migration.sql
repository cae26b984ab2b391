-- CreateTable
CREATE TABLE "opening_scope" (
    "scope" TEXT NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "opening_scope_pkey" PRIMARY KEY ("scope")
);
