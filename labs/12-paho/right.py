"""
Says whether it is there, and hears what is sent to it, also after it was cut off. On the slide, and run as it is: HOST,
PORT, the topics and OPTIONS (client id and version of MQTT) come from the lab's command line.
"""

import paho.mqtt.client as mqtt
from settings import DOOR, HOST, OPTIONS, PORT, STATUS


# region right
def on_connect(client, userdata, flags, reason_code, props=None):
    client.subscribe(DOOR, qos=1)
    client.publish(STATUS, "online", qos=1, retain=True)

def on_message(client, userdata, message):
    print(message.topic, message.payload.decode())

try:
    client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, **OPTIONS)
except AttributeError:  # paho-mqtt 1.6
    client = mqtt.Client(**OPTIONS)
client.on_connect, client.on_message = on_connect, on_message
client.will_set(STATUS, "offline", qos=1, retain=True)
client.connect(HOST, PORT)
client.loop_forever()
# endregion
