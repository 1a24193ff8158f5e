-- SQLite adds a column only with a constant default; every row gets a key of its own at once, and rows made later bring theirs.
ALTER TABLE `apps` ADD `preview_key` text DEFAULT '' NOT NULL;--> statement-breakpoint
UPDATE `apps` SET `preview_key` = lower(hex(randomblob(16)));--> statement-breakpoint
CREATE UNIQUE INDEX `apps_preview_key` ON `apps` (`preview_key`);
