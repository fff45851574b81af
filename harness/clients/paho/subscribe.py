"""Subscribes once, writes each message as a line of JSON, and ends after as many as its job says."""

import json
import sys

from job import connect, new_client, read_job

job = read_job()
client = new_client(job)
left = job["count"]
subscribed = False


# 1.6 leaves the properties out under MQTT 3.1.1.
def on_connect(client, userdata, flags, reason_code, properties=None):
    global subscribed
    # A number or a ReasonCode; both compare with a number.
    if reason_code != 0:
        sys.exit(f"refused: {reason_code}")
    if not subscribed:
        client.subscribe(job["topic"], job["qos"])
        subscribed = True


def on_message(client, userdata, message):
    global left
    line = {
        "topic": message.topic,
        "payload": message.payload.decode(),
        "qos": message.qos,
        "retain": bool(message.retain),
    }
    print(json.dumps(line), flush=True)
    left -= 1
    if left == 0:
        client.disconnect()


client.on_connect = on_connect
client.on_message = on_message
connect(client, job)
client.loop_forever()
