-- AlterTable
ALTER TABLE "media" ADD COLUMN     "likeness" TEXT;
