import * as React from "react"
import { cva, type VariantProps } from "class-variance-authority"
import { cn } from "@/lib/utils"

const buttonVariants = cva("inline-flex items-center rounded-md px-4 py-2 text-sm font-medium", {
  variants: { variant: { default: "bg-crust text-white", ghost: "hover:bg-amber-100" } },
  defaultVariants: { variant: "default" },
})

function Button({ className, variant, asChild, ...props }: React.ComponentProps<"button"> & VariantProps<typeof buttonVariants> & { asChild?: boolean }) {
  return <span className={cn(buttonVariants({ variant }), className)} {...(props as React.ComponentProps<"span">)} />
}

export { Button, buttonVariants }
