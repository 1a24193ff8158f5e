import { useState } from 'react'
import Hero from './sections/Hero'
import Gallery from './sections/Gallery'

export default function App() {
  const [open, setOpen] = useState(null)
  return (
    <>
      <Hero />
      <Gallery onOpen={setOpen} />
      <footer style={{ backgroundImage: "url('/waves.png')", height: 60 }} />
      {open && (
        <button className="lightbox" aria-label="Close picture" onClick={() => setOpen(null)}>
          <img src={open.src} alt={open.alt} />
        </button>
      )}
    </>
  )
}
