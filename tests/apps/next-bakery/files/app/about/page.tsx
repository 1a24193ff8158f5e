export const metadata = { title: "About" }

export default function AboutPage() {
  return <p>Three ovens, two sisters, one cat.</p>
}
