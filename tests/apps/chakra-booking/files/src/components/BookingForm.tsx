import {
  Button, FormControl, FormErrorMessage, FormLabel, Input, NumberInput, NumberInputField, Select, Stack, Textarea, useToast,
} from '@chakra-ui/react'
import { useState } from 'react'

export function BookingForm({ onBook }: { onBook: (text: string) => void }) {
  const [name, setName] = useState('')
  const [guests, setGuests] = useState('2')
  const [time, setTime] = useState('19:00')
  const [touched, setTouched] = useState(false)
  const toast = useToast()
  const invalid = touched && name.trim() === ''

  return (
    <Stack as="form" spacing={4} noValidate onSubmit={(event: React.FormEvent) => {
      event.preventDefault()
      setTouched(true)
      if (!name.trim()) return
      onBook(`${name}, ${guests} guests at ${time}`)
      toast({ title: 'Table booked', description: `See you, ${name}!`, status: 'success', isClosable: true })
    }}>
      <FormControl isRequired isInvalid={invalid}>
        <FormLabel>Name</FormLabel>
        <Input value={name} onChange={(e) => setName(e.target.value)} />
        <FormErrorMessage>Please tell us your name.</FormErrorMessage>
      </FormControl>
      <FormControl>
        <FormLabel>Guests</FormLabel>
        <NumberInput min={1} max={12} value={guests} onChange={setGuests}><NumberInputField /></NumberInput>
      </FormControl>
      <FormControl>
        <FormLabel>Time</FormLabel>
        <Select value={time} onChange={(e) => setTime(e.target.value)}>
          <option>18:00</option><option>19:00</option><option>20:30</option>
        </Select>
      </FormControl>
      <FormControl><FormLabel>Wishes</FormLabel><Textarea rows={2} /></FormControl>
      <Button type="submit" colorScheme="brand" bg="brand.500" color="white" _hover={{ bg: 'brand.600' }}>Book a table</Button>
    </Stack>
  )
}
