import { useState } from 'react'
import WalkMap from './components/WalkMap'
import { walks } from './walks'

function App() {
  const [activeId, setActiveId] = useState(null)
  const [clicked, setClicked] = useState(null)
  const active = walks.find((w) => w.id === activeId)

  return (
    <div className="layout">
      <aside>
        <h1>City walks</h1>
        {walks.map((walk) => (
          <button key={walk.id} onClick={() => setActiveId(walk.id)}>
            <strong>{walk.name}</strong><br />{walk.km} km
          </button>
        ))}
        <p>{clicked ? `You clicked at ${clicked.lat.toFixed(2)}, ${clicked.lng.toFixed(2)}` : 'Click on the map'}</p>
      </aside>
      <WalkMap walks={walks} active={active} onPick={setActiveId} onClick={setClicked} />
    </div>
  )
}

export default App
