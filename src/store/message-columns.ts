/** Columns of a message; `m` is the table. */
export const MESSAGE = `m.id::text AS id, m.platform_id AS "platformId", m.thread, m.identity_id AS "identityId", m.text,
  m.photos, jsonb_path_exists(m.parts, '$[*] ? (@.kind == "photo")') AS "hadPhotos", m.album_id AS "albumId", m.ticket_id AS "ticketId", m.at`
