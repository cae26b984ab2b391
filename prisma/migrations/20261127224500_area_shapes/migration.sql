-- CreateTable
CREATE TABLE "area_shape" (
    "area" TEXT NOT NULL,
    "polygons" JSONB NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "area_shape_pkey" PRIMARY KEY ("area")
);
