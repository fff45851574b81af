/** The Session Expiry Interval of a session that does not expire [MQTT 5, 3.1.2.11.2]. */
export const NEVER_EXPIRES = 0xffff_ffff;
