package dev.tenantry.crm.email.capture;

import java.time.Instant;

/** The caller's address for copies of mails. @param address for the caller's mail programs, and for nobody else: what comes to it is captured */
record CaptureAddress(String address, AcceptedFrom acceptedFrom, Instant createdAt) {}
