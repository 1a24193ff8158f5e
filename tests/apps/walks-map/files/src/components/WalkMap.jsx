import { useEffect } from 'react'
import L from 'leaflet'
import { MapContainer, TileLayer, Marker, Popup, Polyline, useMap, useMapEvents } from 'react-leaflet'

const icon = L.divIcon({ className: 'pin', iconSize: [22, 22], iconAnchor: [11, 22] })

function FlyTo({ walk }) {
  const map = useMap()
  useEffect(() => {
    if (walk) map.setView(walk.at, 14, { animate: false })
  }, [walk, map])
  return null
}

function Clicks({ onClick }) {
  useMapEvents({ click: (event) => onClick(event.latlng) })
  return null
}

export default function WalkMap({ walks, active, onPick, onClick }) {
  return (
    <MapContainer center={[53.55, 9.99]} zoom={12} scrollWheelZoom={false}>
      <TileLayer url="/tiles/land.svg?z={z}&x={x}&y={y}" attribution="Drawn by hand" />
      {walks.map((walk) => (
        <Marker key={walk.id} position={walk.at} icon={icon} title={walk.name} eventHandlers={{ click: () => onPick(walk.id) }}>
          <Popup>{walk.name}: {walk.km} km</Popup>
        </Marker>
      ))}
      <Polyline positions={walks.map((w) => w.at)} pathOptions={{ color: '#1c7ed6' }} />
      <FlyTo walk={active} />
      <Clicks onClick={onClick} />
    </MapContainer>
  )
}
