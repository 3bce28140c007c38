package dev.tenantry.integrations.connection;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** What of an integration is the organization's to say where the platform offers the rest. */
record OfferedIntegrationRequest(@NotBlank @Size(max = 200) String name) {}
