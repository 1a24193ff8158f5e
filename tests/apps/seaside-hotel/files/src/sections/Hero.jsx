import logo from '../assets/logo.png'

export default function Hero() {
  return (
    <section className="hero">
      <div>
        <img src={logo} alt="Hotel Miramar" width={96} height={96} />
        <h1>Wake up to the sea</h1>
      </div>
    </section>
  )
}
