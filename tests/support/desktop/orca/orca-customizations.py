# Orca runs this when it starts. What it would say is written down; nothing is played, and nothing shown in braille.
import orca.settings

orca.settings.speechServerFactory = 'recorded_speech'
orca.settings.enableBraille = False
orca.settings.enableSound = False
# Only what the app makes it say is of interest, not the keys that a test presses.
orca.settings.enableKeyEcho = False
