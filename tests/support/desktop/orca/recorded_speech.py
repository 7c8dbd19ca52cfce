# A speech server for Orca that speaks to a file. Each utterance is a line with a JSON string. A line with null is the
# answer to the signal SIGUSR1: all that there was to say at that time has been said.
import json
import os
import signal

from gi.repository import GLib
from orca import speechserver

# Longer than Orca collects the changes of live regions, which is 100 ms.
LIVE_REGION_DELAY_MS = 250

_file = open(os.environ['TIDINGS_SPEECH_FILE'], 'a', encoding='utf-8', buffering=1)


def _record(text):
    _file.write(json.dumps(text, ensure_ascii=False) + '\n')


def _say(text):
    if text:
        _record(text)


def _answer():
    _record(None)
    return GLib.SOURCE_REMOVE


def _answer_when_idle():
    # With the lowest priority it is called when no event is left to handle.
    GLib.idle_add(_answer, priority=GLib.PRIORITY_LOW)
    return GLib.SOURCE_REMOVE


def _on_question():
    GLib.timeout_add(LIVE_REGION_DELAY_MS, _answer_when_idle)
    return GLib.SOURCE_CONTINUE


GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, signal.SIGUSR1, _on_question)


class SpeechServer(speechserver.SpeechServer):
    _only = None

    @staticmethod
    def getFactoryName():
        return 'Recorded speech'

    @staticmethod
    def getSpeechServers():
        return [SpeechServer.getSpeechServer()]

    @staticmethod
    def getSpeechServer(info=None):
        if SpeechServer._only is None:
            SpeechServer._only = SpeechServer()
        return SpeechServer._only

    @staticmethod
    def shutdownActiveServers():
        pass

    def getInfo(self):
        return ['Recorded speech', 'recorded']

    def speak(self, text=None, acss=None, interrupt=True):
        _say(text)

    def speakCharacter(self, character, acss=None):
        _say(character)

    def sayAll(self, utteranceIterator, progressCallback):
        for context, _acss in utteranceIterator:
            _say(context.utterance)
