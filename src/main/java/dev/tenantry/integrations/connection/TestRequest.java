package dev.tenantry.integrations.connection;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** @param recipient an address or number that is sent a message, where the provider sends some; absent: nobody is */
record TestRequest(@Size(min = 1, max = 320) @Nullable String recipient) {}
