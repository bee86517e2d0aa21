-- How far the views are that a comparison reads: changes with every change of a row in them, which is written together
-- with how far its view is.
SELECT md5(string_agg(concat_ws(' ', projection, version, shard, position), ',' ORDER BY projection, version, shard))
FROM views.projection_positions
WHERE projection IN ('units', 'scores', 'items')
