const rooms = Object.entries(import.meta.glob('../assets/rooms/*.png', { eager: true, import: 'default' }))
  .map(([path, src]) => ({ src, alt: path.split('/').pop().replace('.png', '') }))

export default function Gallery({ onOpen }) {
  return (
    <section className="gallery">
      {rooms.map((room) => (
        <img key={room.src} {...room} loading="lazy" onClick={() => onOpen(room)} />
      ))}
      <img src="/terrace.png" alt="terrace" onClick={() => onOpen({ src: '/terrace.png', alt: 'terrace' })} />
      <picture>
        <source srcSet="/garden-wide.png 2x, /garden.png 1x" media="(min-width: 300px)" />
        <img src="/garden.png" alt="garden" />
      </picture>
    </section>
  )
}
