"""Review in Word: a module as a document, and a reviewer's document back to findings at the lines they are about."""
