-- The receipt that the fleet key signed for a written drive: a signed envelope in JSON.
ALTER TABLE drive_writes ADD COLUMN receipt TEXT;
