/**
 * Workflows that react to what happens: definitions and their versions, durable runs, and what runs do. A run is rows,
 * never a thread; several instances of the application share the queue by leases with fencing tokens.
 */
@ApplicationModule(allowedDependencies = {"shared", "audit", "tenancy", "notification", "integrations"})
@NullMarked
package dev.tenantry.automation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
