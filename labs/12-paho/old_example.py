"""As examples written for paho-mqtt 1.x begin: nothing is said about which callbacks are meant."""

import paho.mqtt.client as mqtt

client = mqtt.Client()
print("made a client")
