// Form 2 to form 3: the outcome of a run names the libraries that the app has from a CDN, and what is wrong in
// its files. Neither was known before.

export function toForm3(sql: SqlStorage): void {
  sql.exec(
    "UPDATE runs SET body = json_set(body, '$.outcome.libraries', json('{}'), '$.outcome.problems', json('[]')) WHERE body ->> '$.outcome' IS NOT NULL",
  );
}
