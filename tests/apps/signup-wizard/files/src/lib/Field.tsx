import { forwardRef, type InputHTMLAttributes } from "react";
import type { FieldError } from "react-hook-form";

interface Props extends InputHTMLAttributes<HTMLInputElement> {
  label: string;
  error?: FieldError;
}

export const Field = forwardRef<HTMLInputElement, Props>(function Field({ label, error, ...rest }, ref) {
  return (
    <label className="block">
      <span className="text-sm font-medium">{label}</span>
      <input ref={ref} {...rest} aria-invalid={!!error} className="mt-1 block w-full rounded border border-slate-300 px-3 py-2 aria-invalid:border-red-500" />
      {error && <span role="alert" className="text-sm text-red-600">{error.message}</span>}
    </label>
  );
});
