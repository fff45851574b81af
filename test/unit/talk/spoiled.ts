/** A deck of one slide, named `one`. */
export const deckText = (body: string): string => `---
marp: true
theme: mqtt-hands-on
size: 16:9
lang: en
title: a
description: b
author: c
header: above
footer: below
---

[slide]: # "one"

# One

${body}
`;
