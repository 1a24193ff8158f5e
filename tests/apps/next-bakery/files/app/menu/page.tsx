"use client"

import { useState } from "react"
import { useRouter, useSearchParams } from "next/navigation"
import { breads, type Bread } from "@/lib/breads"

export default function MenuPage() {
  const router = useRouter()
  const params = useSearchParams()
  const only = params.get("grain")
  const [basket, setBasket] = useState<Bread[]>([])
  const shown = breads.filter((bread) => !only || bread.grain === only)

  return (
    <div>
      <h1 className="mb-4 text-3xl font-bold">Menu</h1>
      <div className="mb-4 flex gap-2">
        {["rye", "wheat"].map((grain) => (
          <button key={grain} className="rounded-full border px-3 py-1" onClick={() => router.push(`/menu?grain=${grain}`)}>Only {grain}</button>
        ))}
      </div>
      <ul className="space-y-2">
        {shown.map((bread) => (
          <li key={bread.name} className="flex justify-between">
            {bread.name} <button onClick={() => setBasket([...basket, bread])}>Add {bread.name}</button>
          </li>
        ))}
      </ul>
      <p className="mt-4">{basket.length} in the basket</p>
    </div>
  )
}
