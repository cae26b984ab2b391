import { createRoot } from 'react-dom/client'
import { t } from '../texts/index.ts'
import { ChatDoor } from './chat-door.tsx'

document.documentElement.lang = t.locale
const place = document.getElementById('page')
if (place) createRoot(place).render(<ChatDoor />)
