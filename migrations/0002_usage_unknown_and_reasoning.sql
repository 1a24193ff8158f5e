CREATE TABLE `__new_usage` (
	`version_id` text NOT NULL,
	`round` integer NOT NULL,
	`app_id` text NOT NULL,
	`provider` text NOT NULL,
	`model` text NOT NULL,
	`input_tokens` integer,
	`cached_tokens` integer,
	`output_tokens` integer,
	`reasoning_tokens` integer,
	`cost_usd` real,
	`cost_source` text,
	PRIMARY KEY(`version_id`, `round`)
);
--> statement-breakpoint
INSERT INTO `__new_usage` SELECT `version_id`, `round`, `app_id`, `provider`, `model`, `input_tokens`, `cached_tokens`, `output_tokens`, NULL, `cost_usd`, CASE WHEN `cost_usd` IS NULL THEN NULL WHEN `provider` = 'openrouter' THEN 'provider' ELSE 'estimate' END FROM `usage`;--> statement-breakpoint
DROP TABLE `usage`;--> statement-breakpoint
ALTER TABLE `__new_usage` RENAME TO `usage`;--> statement-breakpoint
CREATE INDEX `usage_app` ON `usage` (`app_id`);