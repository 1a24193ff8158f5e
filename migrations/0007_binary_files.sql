ALTER TABLE `blobs` ADD `content_type` text;--> statement-breakpoint
ALTER TABLE `blobs` ADD `width` integer;--> statement-breakpoint
ALTER TABLE `blobs` ADD `height` integer;