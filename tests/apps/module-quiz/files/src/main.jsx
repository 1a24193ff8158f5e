import { createRoot } from 'react-dom/client'
import Quiz from './components/Quiz'
import './global.css'

createRoot(document.getElementById('root')).render(<Quiz />)
