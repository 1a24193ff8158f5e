import { ChevronDownIcon, ChevronLeftIcon, ChevronRightIcon } from "lucide-react";
import type * as React from "react";
import { type Chevron, DayPicker, getDefaultClassNames } from "react-day-picker";
import { buttonVariants } from "@/components/ui/button";
import { cn } from "@/lib/utils";

const arrows = { left: ChevronLeftIcon, right: ChevronRightIcon, up: ChevronDownIcon, down: ChevronDownIcon };

function Arrow({ orientation = "down", className, size: _, disabled: __, ...props }: React.ComponentProps<typeof Chevron>) {
  const Icon = arrows[orientation];
  return <Icon className={cn("size-4", className)} {...props} />;
}

function Calendar({ className, classNames, components, showOutsideDays = true, ...props }: React.ComponentProps<typeof DayPicker>) {
  const defaults = getDefaultClassNames();
  const arrowButton = cn(buttonVariants({ variant: "ghost", size: "icon-sm" }), "z-10 select-none aria-disabled:opacity-50");
  return (
    <DayPicker
      data-slot="calendar"
      showOutsideDays={showOutsideDays}
      className={cn("w-fit bg-background p-3", className)}
      classNames={{
        root: cn("w-fit", defaults.root),
        months: cn("relative flex flex-col gap-4 md:flex-row", defaults.months),
        month: cn("flex w-full flex-col gap-3", defaults.month),
        nav: cn("absolute inset-x-0 top-0 flex justify-between", defaults.nav),
        button_previous: cn(arrowButton, defaults.button_previous),
        button_next: cn(arrowButton, defaults.button_next),
        month_caption: cn("flex h-8 items-center justify-center text-sm font-medium", defaults.month_caption),
        dropdowns: cn("flex items-center gap-1.5 text-sm font-medium", defaults.dropdowns),
        dropdown_root: cn("relative rounded-md border", defaults.dropdown_root),
        dropdown: cn("absolute inset-0 opacity-0", defaults.dropdown),
        month_grid: "w-full border-collapse",
        weekdays: cn("flex", defaults.weekdays),
        weekday: cn("w-9 flex-1 text-xs font-normal text-muted-foreground select-none", defaults.weekday),
        week: cn("mt-1 flex w-full", defaults.week),
        day: cn("group/day relative aspect-square size-9 p-0 text-center text-sm select-none", defaults.day),
        day_button: cn(
          buttonVariants({ variant: "ghost", size: "icon" }),
          "size-full font-normal group-data-[selected=true]/day:bg-primary group-data-[selected=true]/day:text-primary-foreground",
          defaults.day_button,
        ),
        range_start: cn("rounded-l-md bg-accent", defaults.range_start),
        range_middle: cn("rounded-none bg-accent [&>button]:!bg-transparent [&>button]:!text-accent-foreground", defaults.range_middle),
        range_end: cn("rounded-r-md bg-accent", defaults.range_end),
        today: cn("rounded-md bg-accent text-accent-foreground", defaults.today),
        outside: cn("text-muted-foreground opacity-60", defaults.outside),
        disabled: cn("text-muted-foreground opacity-40", defaults.disabled),
        hidden: cn("invisible", defaults.hidden),
        ...classNames,
      }}
      components={{
        Chevron: Arrow,
        ...components,
      }}
      {...props}
    />
  );
}

export { Calendar };
