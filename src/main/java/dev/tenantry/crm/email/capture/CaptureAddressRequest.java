package dev.tenantry.crm.email.capture;

import org.jspecify.annotations.Nullable;

/** An address that is to be. @param acceptedFrom absent: anyone who knows it */
record CaptureAddressRequest(@Nullable AcceptedFrom acceptedFrom) {}
