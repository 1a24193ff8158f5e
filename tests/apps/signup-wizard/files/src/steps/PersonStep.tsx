import { useForm, type SubmitHandler } from "react-hook-form";
import { zodResolver } from "@hookform/resolvers/zod";
import { Field } from "../lib/Field";
import { personSchema, Person } from "../lib/schema";

export function PersonStep({ onNext }: { onNext: (person: Person) => void }) {
  const { register, handleSubmit, formState: { errors } } = useForm({
    resolver: zodResolver(personSchema),
    defaultValues: { name: "", email: "", age: 30 },
  });
  const submit: SubmitHandler<any> = (data) => onNext(data);

  return (
    <form noValidate onSubmit={handleSubmit(submit)} className="space-y-4">
      <Field label="Name" {...register("name")} error={errors.name} />
      <Field label="E-mail" type="email" {...register("email")} error={errors.email} />
      <Field label="Age" type="number" {...register("age")} error={errors.age} />
      <button className="w-full rounded bg-slate-900 py-2 text-white">Next</button>
    </form>
  );
}
