"""Subscribes once, writes each message as a line of JSON, and ends after as many as its job says."""

import json
import queue
import signal
import sys

from job import connect, new_client, read_job

job = read_job()
client = new_client(job)
received = 0
subscribed = False
over = queue.SimpleQueue()


# 1.6 leaves the properties out under MQTT 3.1.1.
def on_connect(client, userdata, flags, reason_code, properties=None):
    global subscribed
    # A number or a ReasonCode; both compare with a number.
    if reason_code != 0:
        over.put(f"refused: {reason_code}")
    elif not subscribed:
        client.subscribe(job["topic"], job["qos"])
        subscribed = True


def on_message(client, userdata, message):
    global received
    line = {
        "topic": message.topic,
        "payload": message.payload.decode(),
        "qos": message.qos,
        "retain": bool(message.retain),
    }
    print(json.dumps(line), flush=True)
    received += 1
    if received == job["count"]:
        # The acknowledgement of this message goes out after on_message, and before the answer to this.
        client.unsubscribe(job["topic"])


# 2.x hands over more: reason codes and properties.
def on_unsubscribe(client, userdata, mid, *more):
    over.put(None)


client.on_connect = on_connect
client.on_message = on_message
client.on_unsubscribe = on_unsubscribe
# With a goodbye, when we are asked to end.
signal.signal(signal.SIGTERM, lambda *_: over.put(None))
connect(client, job)
client.loop_start()
why = over.get()
client.disconnect()
client.loop_stop()
sys.exit(why)
