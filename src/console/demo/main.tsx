import { createRoot } from 'react-dom/client'
import { DemoDoor } from './demo-door.tsx'

const place = document.getElementById('page')
if (place) createRoot(place).render(<DemoDoor />)
