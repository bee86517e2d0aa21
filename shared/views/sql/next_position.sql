-- The first event of a shard after a position.
SELECT min(position) FROM public.events WHERE shard = :shard AND position > :position
