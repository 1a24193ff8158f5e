// Form 2 to form 3: the outcome of a run names the libraries that the app has from a CDN. There were none before.

export function toForm3(sql: SqlStorage): void {
  sql.exec("UPDATE runs SET body = json_set(body, '$.outcome.libraries', json('{}')) WHERE body ->> '$.outcome' IS NOT NULL");
}
