import { z } from "zod";

export const personSchema = z.object({
  name: z.string().min(2, "Please tell us your name"),
  email: z.string().email("That is not an e-mail address"),
  age: z.coerce.number().int().min(18, "Members are 18 or older"),
});

export const orderSchema = z
  .object({
    size: z.enum(["small", "large"], { message: "Choose a size" }),
    days: z.array(z.string()).min(1, "Choose at least one day"),
    password: z.string().min(8, "At least 8 characters"),
    confirm: z.string(),
  })
  .refine((data) => data.password === data.confirm, { message: "The passwords differ", path: ["confirm"] });

export type PersonInput = z.input<typeof personSchema>;
export type Person = z.infer<typeof personSchema>;
export type Order = z.infer<typeof orderSchema>;
