"""Tables of people: of Google, of Outlook, of anybody; and our own."""
