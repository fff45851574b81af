"""Subscribes where it connects: once. When it comes back, it says that it is online, and hears nothing."""

from settings import DOOR, HOST, PORT, STATUS, new_client

client = new_client()
client.on_connect = lambda client, *_: client.publish(STATUS, "online", qos=1)
client.on_message = lambda client, userdata, message: print(message.topic, message.payload.decode())
# region once
client.connect(HOST, PORT)
client.subscribe(DOOR, qos=1)
client.loop_forever()
# endregion
