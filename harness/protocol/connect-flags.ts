/** The connect flags of CONNECT [3.1.2.3]. The QoS of the will is in the two bits between `will` and `willRetain`. */
export const connectFlags = {
  cleanStart: 0x02,
  will: 0x04,
  willRetain: 0x20,
  password: 0x40,
  userName: 0x80,
} as const;
