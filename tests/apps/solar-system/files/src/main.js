import * as THREE from 'three'
import { OrbitControls } from 'three/addons/controls/OrbitControls.js'
import { EffectComposer } from 'three/addons/postprocessing/EffectComposer.js'
import { RenderPass } from 'three/addons/postprocessing/RenderPass.js'
import { UnrealBloomPass } from 'three/examples/jsm/postprocessing/UnrealBloomPass.js'
import { PLANETS } from './planets.js'

const scene = new THREE.Scene()
const camera = new THREE.PerspectiveCamera(60, window.innerWidth / window.innerHeight, 0.1, 500)
camera.position.set(0, 12, 18)

const renderer = new THREE.WebGLRenderer({ antialias: true })
renderer.setPixelRatio(Math.min(window.devicePixelRatio, 2))
renderer.setSize(window.innerWidth, window.innerHeight)
renderer.toneMapping = THREE.ACESFilmicToneMapping
document.querySelector('#app').appendChild(renderer.domElement)

const controls = new OrbitControls(camera, renderer.domElement)
controls.enableDamping = true

const composer = new EffectComposer(renderer)
composer.addPass(new RenderPass(scene, camera))
composer.addPass(new UnrealBloomPass(new THREE.Vector2(window.innerWidth, window.innerHeight), 0.8, 0.4, 0.85))

scene.add(new THREE.AmbientLight(0x404060, 2))
const sunLight = new THREE.PointLight(0xffffff, 300)
scene.add(sunLight)

const sun = new THREE.Mesh(new THREE.SphereGeometry(2, 32, 32), new THREE.MeshBasicMaterial({ color: 0xffcc33 }))
scene.add(sun)

const starGeometry = new THREE.BufferGeometry()
const positions = new Float32Array(600 * 3)
for (let i = 0; i < positions.length; i++) positions[i] = (Math.random() - 0.5) * 200
starGeometry.setAttribute('position', new THREE.BufferAttribute(positions, 3))
scene.add(new THREE.Points(starGeometry, new THREE.PointsMaterial({ color: 0xffffff, size: 0.3 })))

const bodies = PLANETS.map((planet) => {
  const pivot = new THREE.Object3D()
  const mesh = new THREE.Mesh(
    new THREE.SphereGeometry(planet.radius, 32, 32),
    new THREE.MeshStandardMaterial({ color: planet.color, roughness: 0.8 })
  )
  mesh.position.x = planet.distance
  mesh.userData = planet
  pivot.rotation.y = Math.random() * Math.PI * 2
  pivot.add(mesh)
  scene.add(pivot)
  const orbit = new THREE.Mesh(
    new THREE.RingGeometry(planet.distance - 0.02, planet.distance + 0.02, 96),
    new THREE.MeshBasicMaterial({ color: 0x445577, side: THREE.DoubleSide })
  )
  orbit.rotation.x = Math.PI / 2
  scene.add(orbit)
  return { planet, pivot, mesh }
})

let target = null
const info = document.querySelector('#info')
for (const body of bodies) {
  const button = document.createElement('button')
  button.textContent = body.planet.name
  button.onclick = () => {
    target = body
    info.textContent = `${body.planet.name}: ${body.planet.distance} units from the sun`
  }
  document.querySelector('#planets').append(button)
}

let speed = 1
document.querySelector('#speed').addEventListener('input', (e) => { speed = Number(e.target.value) })

window.addEventListener('resize', () => {
  camera.aspect = window.innerWidth / window.innerHeight
  camera.updateProjectionMatrix()
  renderer.setSize(window.innerWidth, window.innerHeight)
  composer.setSize(window.innerWidth, window.innerHeight)
})

const clock = new THREE.Clock()
function animate() {
  requestAnimationFrame(animate)
  const delta = clock.getDelta()
  bodies.forEach(({ planet, pivot, mesh }) => {
    pivot.rotation.y += planet.speed * speed * delta * 0.3
    mesh.rotation.y += delta
  })
  if (target) {
    const position = new THREE.Vector3()
    target.mesh.getWorldPosition(position)
    controls.target.lerp(position, 0.1)
  }
  controls.update()
  composer.render()
}
animate()
