import { Controller, useForm, useWatch } from "react-hook-form";
import { zodResolver } from "@hookform/resolvers/zod";
import { Field } from "../lib/Field";
import { orderSchema, type Order } from "../lib/schema";

const DAYS = ["Monday", "Thursday", "Saturday"];

export function OrderStep({ onBack, onDone }: { onBack: () => void; onDone: (order: Order) => void }) {
  const { register, handleSubmit, control, formState: { errors } } = useForm<Order>({
    resolver: zodResolver(orderSchema),
    defaultValues: { days: [], password: "", confirm: "" },
  });
  const days = useWatch({ control, name: "days" });

  return (
    <form noValidate onSubmit={handleSubmit(onDone)} className="space-y-4">
      <fieldset>
        <legend className="text-sm font-medium">Box</legend>
        {(["small", "large"] as const).map((size) => (
          <label key={size} className="mr-4"><input type="radio" value={size} {...register("size")} /> {size}</label>
        ))}
        {errors.size && <p role="alert" className="text-sm text-red-600">{errors.size.message}</p>}
      </fieldset>
      <Controller
        control={control}
        name="days"
        render={({ field }) => (
          <div className="flex gap-2">
            {DAYS.map((day) => {
              const chosen = field.value.includes(day);
              return (
                <button type="button" key={day} aria-pressed={chosen}
                  className="rounded-full border px-3 py-1 aria-pressed:bg-emerald-600 aria-pressed:text-white"
                  onClick={() => field.onChange(chosen ? field.value.filter((d) => d !== day) : [...field.value, day])}>
                  {day}
                </button>
              );
            })}
          </div>
        )}
      />
      {errors.days && <p role="alert" className="text-sm text-red-600">{errors.days.message}</p>}
      <p>{days.length} days a week</p>
      <Field label="Password" type="password" {...register("password")} error={errors.password} />
      <Field label="Repeat password" type="password" {...register("confirm")} error={errors.confirm} />
      <div className="flex gap-2">
        <button type="button" onClick={onBack} className="flex-1 rounded border py-2">Back</button>
        <button className="flex-1 rounded bg-slate-900 py-2 text-white">Join</button>
      </div>
    </form>
  );
}
