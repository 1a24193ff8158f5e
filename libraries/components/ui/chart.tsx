import * as React from "react";
import * as RechartsPrimitive from "recharts";
import { cn } from "@/lib/utils";

const themes = { light: "", dark: ".dark" } as const;

export type ChartConfig = Record<
  string,
  { label?: React.ReactNode; icon?: React.ComponentType } & (
    | { color?: string; theme?: never }
    | { color?: never; theme: Record<keyof typeof themes, string> }
  )
>;

const ChartContext = React.createContext<{ config: ChartConfig } | null>(null);

function useChart() {
  const context = React.useContext(ChartContext);
  if (context === null) throw new Error("useChart must be used within a <ChartContainer />");
  return context;
}

function ChartContainer({
  id,
  className,
  children,
  config,
  ...props
}: React.ComponentProps<"div"> & {
  config: ChartConfig;
  children: React.ComponentProps<typeof RechartsPrimitive.ResponsiveContainer>["children"];
}) {
  const own = React.useId();
  const chartId = `chart-${id ?? own.replace(/[^\w-]/g, "")}`;
  return (
    <ChartContext value={{ config }}>
      <div
        data-slot="chart"
        data-chart={chartId}
        className={cn(
          "flex aspect-video justify-center text-xs [&_.recharts-cartesian-axis-tick_text]:fill-muted-foreground [&_.recharts-cartesian-grid_line]:stroke-border/60 [&_.recharts-curve.recharts-tooltip-cursor]:stroke-border [&_.recharts-layer]:outline-none [&_.recharts-rectangle.recharts-tooltip-cursor]:fill-muted [&_.recharts-surface]:outline-none",
          className,
        )}
        {...props}
      >
        <ChartStyle id={chartId} config={config} />
        <RechartsPrimitive.ResponsiveContainer>{children}</RechartsPrimitive.ResponsiveContainer>
      </div>
    </ChartContext>
  );
}

/** Makes each series' colour available as `var(--color-name)` within the chart. */
function ChartStyle({ id, config }: { id: string; config: ChartConfig }) {
  const rules = Object.entries(themes).map(([theme, selector]) => {
    const lines = Object.entries(config).flatMap(([key, entry]) => {
      const color = entry.theme?.[theme as keyof typeof themes] ?? entry.color;
      return color ? [`--color-${key}: ${color};`] : [];
    });
    return lines.length > 0 ? `${selector} [data-chart=${id}] { ${lines.join(" ")} }` : "";
  });
  return <style>{rules.join("\n")}</style>;
}

const ChartTooltip = RechartsPrimitive.Tooltip;
const ChartLegend = RechartsPrimitive.Legend;

interface Entry {
  name?: string | number;
  dataKey?: unknown;
  value?: unknown;
  color?: string;
  payload?: Record<string, unknown> & { fill?: string };
  type?: string;
}

interface ChartTooltipContentProps extends Omit<React.ComponentProps<"div">, "content"> {
  active?: boolean;
  payload?: readonly Entry[];
  label?: React.ReactNode;
  labelFormatter?: (label: React.ReactNode, payload: readonly Entry[]) => React.ReactNode;
  formatter?: (value: unknown, name: unknown, entry: Entry, index: number) => React.ReactNode;
  labelClassName?: string;
  color?: string;
  hideLabel?: boolean;
  hideIndicator?: boolean;
  indicator?: "line" | "dot" | "dashed";
  nameKey?: string;
  labelKey?: string;
}

function ChartTooltipContent({
  active,
  payload = [],
  className,
  indicator = "dot",
  hideLabel = false,
  hideIndicator = false,
  label,
  labelFormatter,
  labelClassName,
  formatter,
  color,
  nameKey,
  labelKey,
}: ChartTooltipContentProps) {
  const { config } = useChart();
  const [first] = payload;
  if (!active || first === undefined) return null;
  const labelConfig = configOf(config, first, labelKey ?? "dataKey");
  const named = labelKey === undefined && typeof label === "string" ? (config[label]?.label ?? label) : (labelConfig?.label ?? label);
  const heading = labelFormatter ? labelFormatter(named, payload) : named;
  return (
    <div className={cn("grid min-w-32 gap-1.5 rounded-lg border bg-background px-2.5 py-1.5 text-xs shadow-lg", className)}>
      {!hideLabel && heading != null && <div className={cn("font-medium", labelClassName)}>{heading}</div>}
      {payload
        .filter((entry) => entry.type !== "none")
        .map((entry, index) => {
          const itemConfig = configOf(config, entry, nameKey ?? "name");
          const shade = color ?? entry.payload?.fill ?? entry.color;
          const key = String(entry.dataKey ?? entry.name ?? index);
          if (formatter && entry.value !== undefined && entry.name !== undefined) {
            return <div key={key}>{formatter(entry.value, entry.name, entry, index)}</div>;
          }
          const Icon = itemConfig?.icon;
          return (
            <div key={key} className="flex w-full items-center gap-2">
              {Icon ? (
                <Icon />
              ) : (
                !hideIndicator && (
                  <span
                    className={cn(
                      "shrink-0 rounded-[2px]",
                      indicator === "dot" && "size-2.5",
                      indicator === "line" && "h-4 w-1",
                      indicator === "dashed" && "h-4 w-0 border-2 border-dashed",
                    )}
                    style={indicator === "dashed" ? { borderColor: shade } : { backgroundColor: shade }}
                  />
                )
              )}
              <span className="text-muted-foreground">{itemConfig?.label ?? entry.name}</span>
              <span className="ml-auto font-mono font-medium tabular-nums">
                {typeof entry.value === "number" ? entry.value.toLocaleString() : String(entry.value ?? "")}
              </span>
            </div>
          );
        })}
    </div>
  );
}

function ChartLegendContent({
  className,
  hideIcon = false,
  payload = [],
  verticalAlign = "bottom",
  nameKey,
}: React.ComponentProps<"div"> & {
  payload?: readonly Entry[];
  verticalAlign?: "top" | "bottom" | "middle";
  hideIcon?: boolean;
  nameKey?: string;
}) {
  const { config } = useChart();
  if (payload.length === 0) return null;
  return (
    <div className={cn("flex items-center justify-center gap-4", verticalAlign === "top" ? "pb-3" : "pt-3", className)}>
      {payload
        .filter((entry) => entry.type !== "none")
        .map((entry, index) => {
          const itemConfig = configOf(config, entry, nameKey ?? "dataKey");
          const Icon = itemConfig?.icon;
          return (
            <div key={String(entry.value ?? index)} className="flex items-center gap-1.5 [&>svg]:size-3 [&>svg]:text-muted-foreground">
              {Icon && !hideIcon ? <Icon /> : <span className="size-2 shrink-0 rounded-[2px]" style={{ backgroundColor: entry.color }} />}
              {itemConfig?.label ?? String(entry.value ?? "")}
            </div>
          );
        })}
    </div>
  );
}

/** The configuration an entry means: by its own field, by its data's, or by the name given. */
function configOf(config: ChartConfig, entry: Entry, key: string) {
  const own = entry[key as keyof Entry] ?? entry.payload?.[key];
  return config[typeof own === "string" ? own : key] ?? config[key];
}

export { ChartContainer, ChartLegend, ChartLegendContent, ChartStyle, ChartTooltip, ChartTooltipContent };
