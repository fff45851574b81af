"""Publishes a message, as often as its job says, and ends when all of it is acknowledged."""

import queue
import sys
import time

from job import connect, new_client, read_job

job = read_job()
client = new_client(job)
answers = queue.SimpleQueue()
done = queue.SimpleQueue()


# 1.6 leaves the properties out under MQTT 3.1.1.
def on_connect(client, userdata, flags, reason_code, properties=None):
    answers.put(reason_code)


# 2.x hands over more: a reason code and properties.
def on_publish(client, userdata, mid, *more):
    done.put(mid)


client.on_connect = on_connect
client.on_publish = on_publish
connect(client, job)
client.loop_start()
# A number or a ReasonCode; both compare with a number.
reason_code = answers.get()
if reason_code != 0:
    sys.exit(f"refused: {reason_code}")

awaited = 0
for count in range(job.get("times", 1)):
    if count > 0:
        time.sleep(job.get("every", 0) / 1000)
    message = client.publish(job["topic"], job["payload"], job["qos"], job.get("retain", False))
    # QoS 0 that could not be sent is lost; there is nothing to wait for.
    if message.rc == 0 or job["qos"] > 0:
        awaited += 1
for _ in range(awaited):
    done.get()
client.disconnect()
client.loop_stop()
