-- Whether the log has come to :wanted and no event up to it waits. No lanes at all means that no worker has ever run:
-- nothing is reached then.
SELECT EXISTS (SELECT FROM views.projection_positions)
AND CAST(:wanted AS bigint) <= coalesce((SELECT max(position) FROM public.events), 0)
AND NOT EXISTS (
    SELECT FROM (
        SELECT shard, min(position) AS position
        FROM views.projection_positions
        WHERE (CAST(:projections AS text[]) IS NULL OR projection = ANY (CAST(:projections AS text[])))
          AND (CAST(:shard AS int) IS NULL OR shard = :shard)
        GROUP BY shard
    ) AS lane
    JOIN public.events AS event
      ON event.shard = lane.shard AND event.position > lane.position AND event.position <= :wanted
)
