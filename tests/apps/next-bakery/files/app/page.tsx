import Image from "next/image"
import Link from "next/link"
import { ArrowRight } from "lucide-react"
import { Button } from "@/components/ui/button"

export default function Home() {
  return (
    <section className="space-y-4 text-center">
      <Image src="/loaf.svg" alt="A loaf" width={160} height={120} priority className="mx-auto" />
      <h1 className="text-4xl font-bold text-crust">Baked before you wake</h1>
      <Button asChild={false}>
        <Link href="/menu" className="inline-flex items-center gap-2">See the menu <ArrowRight className="h-4 w-4" /></Link>
      </Button>
    </section>
  )
}
