/**
 * The first minutes with an installation: a demo organization, the first sign-ins, and a word on the console once the
 * application is ready.
 */
@ApplicationModule(allowedDependencies = {"shared", "tenancy", "identity", "crm", "automation"})
@NullMarked
package dev.tenantry.welcome;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
