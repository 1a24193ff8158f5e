import {
  Badge, Box, Button, Container, Heading, HStack, List, ListItem, Modal, ModalBody, ModalCloseButton, ModalContent, ModalHeader, ModalOverlay,
  useColorMode, useDisclosure,
} from '@chakra-ui/react'
import { useState } from 'react'
import { BookingForm } from './components/BookingForm'

export function App() {
  const [bookings, setBookings] = useState<string[]>([])
  const { colorMode, toggleColorMode } = useColorMode()
  const menu = useDisclosure()

  return (
    <Container maxW="container.sm" py={8}>
      <HStack justify="space-between" mb={6}>
        <Heading>Trattoria Lucia</Heading>
        <HStack>
          <Button size="sm" onClick={menu.onOpen}>Menu</Button>
          <Button size="sm" onClick={toggleColorMode}>{colorMode === 'light' ? 'Dark' : 'Light'}</Button>
        </HStack>
      </HStack>
      <Box p={6} borderWidth="1px" borderRadius="lg" className="panel"><BookingForm onBook={(text) => setBookings([...bookings, text])} /></Box>
      <Heading size="md" mt={6}>Bookings <Badge>{bookings.length}</Badge></Heading>
      <List>{bookings.map((text) => <ListItem key={text}>{text}</ListItem>)}</List>
      <Modal isOpen={menu.isOpen} onClose={menu.onClose} isCentered>
        <ModalOverlay />
        <ModalContent>
          <ModalHeader>Tonight</ModalHeader>
          <ModalCloseButton />
          <ModalBody pb={6}>Ravioli with sage</ModalBody>
        </ModalContent>
      </Modal>
    </Container>
  )
}
